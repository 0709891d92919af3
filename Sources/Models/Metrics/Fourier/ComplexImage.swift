/// An image of complex numbers: shape `[height, width]`, row-major.
struct ComplexImage {
    let width: Int
    let height: Int
    var real: [Double]
    var imaginary: [Double]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        real = [Double](repeating: 0, count: width * height)
        imaginary = real
    }

    /// Transforms every row in place.
    mutating func transformRows(_ transform: LineTransform) {
        precondition(transform.count == width, "a plan for rows has the image's width")
        run(transform, lines: height, lineStride: width, step: 1)
    }

    /// Transforms the first `columns` columns, or all of them, in place.
    mutating func transformColumns(_ transform: LineTransform, columns: Int? = nil) {
        precondition(transform.count == height, "a plan for columns has the image's height")
        run(transform, lines: columns ?? width, lineStride: 1, step: width)
    }

    /// Works on four lines at a time, copied into buffers of their own.
    private mutating func run(
        _ transform: LineTransform, lines: Int, lineStride: Int, step: Int
    ) {
        let work = transform.workCount
        real.withUnsafeMutableBufferPointer { real in
            imaginary.withUnsafeMutableBufferPointer { imaginary in
                withUnsafeTemporaryAllocation(of: ComplexLanes.self, capacity: 2 * work) { buffer in
                    buffer.initialize(repeating: .zero)
                    guard let first = buffer.baseAddress else { return }
                    for line in stride(from: 0, to: lines, by: 4) {
                        let view = FourLines(
                            real: real, imaginary: imaginary, start: line * lineStride,
                            lineStride: lineStride, step: step, lines: min(4, lines - line),
                            count: transform.count)
                        view.load(into: first)
                        view.store(transform.run(first, first + work))
                    }
                }
            }
        }
    }
}

/// Up to four neighbouring lines of a complex image.
private struct FourLines {
    let real: UnsafeMutableBufferPointer<Double>
    let imaginary: UnsafeMutableBufferPointer<Double>
    let start: Int
    let lineStride: Int
    let step: Int
    let lines: Int
    let count: Int

    func load(into buffer: UnsafeMutablePointer<ComplexLanes>) {
        for index in 0..<count {
            let place = start + index * step
            buffer[index] = ComplexLanes(
                real: lanes(real, place), imaginary: lanes(imaginary, place))
        }
    }

    func store(_ buffer: UnsafeMutablePointer<ComplexLanes>) {
        for index in 0..<count {
            let place = start + index * step
            put(buffer[index].real, into: real, place)
            put(buffer[index].imaginary, into: imaginary, place)
        }
    }

    /// Missing lines read as zero. Naming each lane lets the compiler keep them in registers.
    @inline(__always)
    private func lanes(_ values: UnsafeMutableBufferPointer<Double>, _ place: Int) -> SIMD4<Double>
    {
        if lines == 4 {
            return SIMD4(
                values[place], values[place + lineStride], values[place + 2 * lineStride],
                values[place + 3 * lineStride])
        }
        return SIMD4(
            values[place], lines > 1 ? values[place + lineStride] : 0,
            lines > 2 ? values[place + 2 * lineStride] : 0, 0)
    }

    @inline(__always)
    private func put(
        _ lanes: SIMD4<Double>, into values: UnsafeMutableBufferPointer<Double>, _ place: Int
    ) {
        values[place] = lanes[0]
        if lines > 1 { values[place + lineStride] = lanes[1] }
        if lines > 2 { values[place + 2 * lineStride] = lanes[2] }
        if lines > 3 { values[place + 3 * lineStride] = lanes[3] }
    }
}
