/// An input or output of a packaged network.
package struct TensorDescription: Sendable, Equatable {
    package var id: String
    package var description: String
    package var axes: [TensorAxis]
    package var elementType: ElementType
    /// What is done to an input before the network, or to an output after it, in this order.
    package var processing: [ProcessingStep]
    /// What the network is tested with, or what it must then answer; before its processing for
    /// an input, after it for an output.
    package var testTensor: NumpyArray?

    package init(
        id: String, description: String = "", axes: [TensorAxis],
        elementType: ElementType = .float32, processing: [ProcessingStep] = [],
        testTensor: NumpyArray? = nil
    ) {
        self.id = id
        self.description = description
        self.axes = axes
        self.elementType = elementType
        self.processing = processing
        self.testTensor = testTensor
    }

    /// Adds the conversions of type that the specification lets a description leave out.
    mutating func addTypeSteps(isInput: Bool) {
        if isInput {
            if case .ensureType = processing.first {
            } else {
                processing.insert(.ensureType(elementType), at: 0)
            }
        }
        switch processing.last {
        case .ensureType, .binarize: break
        default: processing.append(.ensureType(elementType))
        }
    }

    package func axis(_ id: String) -> TensorAxis? { axes.first { $0.id == id } }
}
