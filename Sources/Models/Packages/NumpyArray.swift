/// A tensor of numbers as a `.npy` file holds it: row-major, little-endian.
///
/// - Source: NumPy's `numpy.lib.format`, versions 1.0 to 3.0.
package struct NumpyArray: Sendable, Equatable {
    package let shape: [Int]
    package let elementType: ElementType
    /// The elements, one after the other.
    package let bytes: [UInt8]

    /// The largest number of elements that a test tensor may have: 4 GB in 32 bits.
    static let largestCount = 1_000_000_000

    init(shape: [Int], elementType: ElementType, bytes: [UInt8]) {
        self.shape = shape
        self.elementType = elementType
        self.bytes = bytes
    }

    /// A tensor in 32-bit floating point.
    package init(shape: [Int], values: [Float]) {
        precondition(values.count == shape.reduce(1, *), "a tensor has as many values as its shape")
        self.init(
            shape: shape, elementType: .float32,
            bytes: values.withUnsafeBytes { Array($0) })
    }

    /// A tensor of 16-bit pixels.
    package init(shape: [Int], values: [UInt16]) {
        precondition(values.count == shape.reduce(1, *), "a tensor has as many values as its shape")
        self.init(
            shape: shape, elementType: .uint16,
            bytes: values.withUnsafeBytes { Array($0) })
    }

    /// The elements in 32-bit floating point, whatever their type.
    package var values: [Float] {
        switch elementType {
        case .float32: elements(Float.self) { $0 }
        case .float64: elements(Double.self) { Float($0) }
        case .uint8, .bool: bytes.map(Float.init)
        case .int8: elements(Int8.self) { Float($0) }
        case .uint16: elements(UInt16.self) { Float($0) }
        case .int16: elements(Int16.self) { Float($0) }
        case .uint32: elements(UInt32.self) { Float($0) }
        case .int32: elements(Int32.self) { Float($0) }
        case .uint64: elements(UInt64.self) { Float($0) }
        case .int64: elements(Int64.self) { Float($0) }
        }
    }

    private func elements<Element: BitwiseCopyable>(
        _ type: Element.Type, _ convert: (Element) -> Float
    ) -> [Float] {
        bytes.withUnsafeBytes { buffer in
            (0..<buffer.count / MemoryLayout<Element>.size).map {
                convert(
                    buffer.loadUnaligned(
                        fromByteOffset: $0 * MemoryLayout<Element>.size, as: Element.self))
            }
        }
    }
}
