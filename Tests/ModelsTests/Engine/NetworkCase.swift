import Testing

@testable import Models

/// Layers that a test puts behind what its networks begin with.
struct NetworkCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let build: @Sendable (inout NetworkBuilder, NetworkBuilder.Value) -> NetworkBuilder.Value

    init(
        _ testDescription: String,
        build:
            @escaping @Sendable (inout NetworkBuilder, NetworkBuilder.Value)
            -> NetworkBuilder.Value
    ) {
        self.testDescription = testDescription
        self.build = build
    }
}
