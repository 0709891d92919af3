extension Network {
    /// The network without those concatenations that only end it: what they would put behind one
    /// another are outputs of the same name instead, in that order.
    ///
    /// Who takes an answer apart into channels anyway is given them sooner.
    func withEndsParted() -> Network {
        let users = users
        var removed: [Int: Int] = [:]
        var result = self
        result.outputs = outputs.flatMap { output -> [Output] in
            let layer = layers[output.layer]
            guard layer.operation == .concatenation, users[output.layer].isEmpty else {
                return [output]
            }
            removed[output.layer] = layer.inputs[0]
            return layer.inputs.map { Output(name: output.name, layer: $0) }
        }
        return result.without(removed)
    }
}
