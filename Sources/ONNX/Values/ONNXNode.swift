/// One operator applied to named values.
package struct ONNXNode: Sendable, Equatable {
    /// May be empty: many programs leave it out.
    package var name: String
    /// The operator's name, such as `Conv`.
    package var operation: String
    /// An empty name is an argument left out.
    package var inputs: [String]
    /// An empty name is a result that nobody wants.
    package var outputs: [String]
    package var attributes: [String: ONNXAttribute]

    package init(
        name: String = "", operation: String, inputs: [String], outputs: [String],
        attributes: [String: ONNXAttribute] = [:]
    ) {
        self.name = name
        self.operation = operation
        self.inputs = inputs
        self.outputs = outputs
        self.attributes = attributes
    }

    /// How messages name it: `Conv "encoder.0"`, or by its first result where it has no name.
    package var title: String {
        let operation = shown(operation)
        guard name.isEmpty else { return "\(operation) \(quoted(name))" }
        guard let output = outputs.first(where: { !$0.isEmpty }) else { return operation }
        return "\(operation) that makes \(quoted(output))"
    }
}
