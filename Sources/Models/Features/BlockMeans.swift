/// Means of square blocks of pixels: a smaller, quieter image.
enum BlockMeans {
    /// Fills `means`, shape `[rows, columns]`; pixels beyond the last whole block are left out.
    static func fill(
        _ means: inout [Float], from frame: ImageView, edge: Int, columns: Int, rows: Int
    ) {
        precondition(means.count == columns * rows, "one mean per block")
        precondition(columns * edge <= frame.width && rows * edge <= frame.height)
        let scale = 1 / Float(edge * edge)
        let width = frame.width
        means.withUnsafeMutableBufferPointer { means in
            for row in 0..<rows {
                let first = row * edge * width
                for column in 0..<columns {
                    var sum: UInt32 = 0
                    var index = first + column * edge
                    for _ in 0..<edge {
                        for offset in 0..<edge { sum &+= UInt32(frame.pixels[index &+ offset]) }
                        index &+= width
                    }
                    means[row * columns + column] = Float(sum) * scale
                }
            }
        }
    }
}
