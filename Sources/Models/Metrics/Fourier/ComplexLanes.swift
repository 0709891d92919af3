/// Complex numbers of four lines that are transformed side by side.
struct ComplexLanes {
    var real: SIMD4<Double>
    var imaginary: SIMD4<Double>

    static let zero = ComplexLanes(real: .zero, imaginary: .zero)

    /// The number with its real and imaginary part exchanged: the forward transform of swapped
    /// numbers, swapped again, is the inverse transform.
    @inline(__always)
    var swapped: ComplexLanes { ComplexLanes(real: imaginary, imaginary: real) }

    @inline(__always)
    static func + (left: ComplexLanes, right: ComplexLanes) -> ComplexLanes {
        ComplexLanes(
            real: left.real + right.real, imaginary: left.imaginary + right.imaginary)
    }

    @inline(__always)
    static func - (left: ComplexLanes, right: ComplexLanes) -> ComplexLanes {
        ComplexLanes(
            real: left.real - right.real, imaginary: left.imaginary - right.imaginary)
    }

    @inline(__always)
    static func * (left: ComplexLanes, right: ComplexNumber) -> ComplexLanes {
        ComplexLanes(
            real: left.real * right.real - left.imaginary * right.imaginary,
            imaginary: left.real * right.imaginary + left.imaginary * right.real)
    }
}

/// One complex number.
struct ComplexNumber: Equatable {
    var real: Double
    var imaginary: Double

    var conjugate: ComplexNumber { ComplexNumber(real: real, imaginary: -imaginary) }
}
