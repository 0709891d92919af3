/// Numbers with a shape, row-major.
package struct ONNXTensor: Sendable, Equatable {
    /// The elements in the type that we compute in; the file's own may be narrower.
    package enum Elements: Sendable, Equatable {
        /// From 16, 32 and 64 bit floats; a 64 bit float out of range becomes infinite.
        case float([Float])
        /// From 8, 16, 32 and 64 bit integers.
        case int([Int64])
        case bool([Bool])

        package var count: Int {
            switch self {
            case .float(let values): values.count
            case .int(let values): values.count
            case .bool(let values): values.count
            }
        }
    }

    /// Empty for a single number without axes.
    package var shape: [Int]
    package var elements: Elements

    package init(shape: [Int], elements: Elements) {
        self.shape = shape
        self.elements = elements
    }
}
