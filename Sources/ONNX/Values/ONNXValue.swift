/// An input or output of a graph: a tensor's name, type and axes.
package struct ONNXValue: Sendable, Equatable {
    package var name: String
    package var elementType: ONNXElementType
    /// Empty for a single number, and where the file does not tell the axes.
    package var dimensions: [ONNXDimension]
    /// Whether the file tells how many axes there are.
    package var isRankKnown: Bool

    package init(
        name: String, elementType: ONNXElementType = .float32, dimensions: [ONNXDimension],
        isRankKnown: Bool = true
    ) {
        self.name = name
        self.elementType = elementType
        self.dimensions = dimensions
        self.isRankKnown = isRankKnown
    }
}
