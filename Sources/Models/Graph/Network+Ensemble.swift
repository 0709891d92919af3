extension Network {
    /// One network that asks several of the same build, and says where they differ.
    ///
    /// Each member's only output holds a mean and a scale. The answer has the mean of the means, a
    /// scale, and the disagreement: the mean distance of the members' means from it. The scale is the
    /// mean of theirs and the disagreement: no truth that the members expect lies farther away on
    /// average.
    ///
    /// - Source: B. Lakshminarayanan, A. Pritzel & C. Blundell, Simple and scalable predictive
    ///   uncertainty estimation using deep ensembles, NeurIPS 2017.
    package static func ensemble(_ members: [Network]) -> Network {
        guard members.count > 1, let first = members.first else {
            preconditionFailure("an ensemble has two members or more")
        }
        var result = Network()
        result.layers.append(first.layers[first.inputs[0]])
        let answers = members.enumerated().map { result.append($1, named: "member\($0 + 1)") }
        let count = members.count
        let all = result.append("answers", .concatenation, of: answers)
        // Of the channels m₁ s₁ m₂ s₂ …: the mean of each kind, then each mean's distance from it.
        let centre = result.mixture("centre", of: all, inputs: 2 * count, outputs: 2) {
            $0 % 2 == $1 ? 1 / Float(count) : 0
        }
        func away(_ name: String, _ sign: Float) -> Int {
            let share = 1 / Float(count)
            let distance = result.mixture(name, of: all, inputs: 2 * count, outputs: count) {
                $0 % 2 == 1 ? 0 : sign * (($0 / 2 == $1 ? 1 : 0) - share)
            }
            return result.append("\(name) kept", .activation(.relu()), of: [distance])
        }
        // |x| is what is above 0 of x and of -x.
        let sides = result.append("sides", .addition, of: [away("above", 1), away("below", -1)])
        let parts = result.append("parts", .concatenation, of: [centre, sides])
        // Mean, scale and disagreement of the centre's two and of the distances.
        let answer = result.mixture("answer", of: parts, inputs: 2 + count, outputs: 3) {
            switch ($0, $1) {
            case (0, 0), (1, 1): 1
            case (2..., 1), (2..., 2): 1 / Float(count)
            default: 0
            }
        }
        result.outputs = [Output(name: first.outputs[0].name, layer: answer)]
        return result
    }

    private mutating func append(_ name: String, _ operation: Operation, of inputs: [Int]) -> Int {
        layers.append(Layer(name: name, operation: operation, inputs: inputs, parameters: []))
        return layers.count - 1
    }

    /// A convolution of single pixels whose weights are known.
    private mutating func mixture(
        _ name: String, of input: Int, inputs: Int, outputs: Int,
        weight: (_ input: Int, _ output: Int) -> Float
    ) -> Int {
        let weights = (0..<outputs).flatMap { output in
            (0..<inputs).map { weight($0, output) }
        }
        let place = append(
            name, .convolution(.same(1), channels: outputs), of: [input])
        layers[place].parameters = [parameters.count, parameters.count + 1]
        parameters.append(
            Parameter(
                name: "\(name).weight", shape: [outputs, inputs, 1, 1], values: weights,
                isLearned: true))
        parameters.append(
            Parameter(
                name: "\(name).bias", shape: [outputs],
                values: [Float](repeating: 0, count: outputs), isLearned: true))
        return place
    }

    /// Adds the layers of a member behind the input that all share; where its answer is.
    private mutating func append(_ member: Network, named name: String) -> Int {
        var places: [Int] = []
        let firstParameter = parameters.count
        for parameter in member.parameters {
            var parameter = parameter
            parameter.name = "\(name).\(parameter.name)"
            parameters.append(parameter)
        }
        for layer in member.layers {
            if case .input = layer.operation {
                places.append(0)
                continue
            }
            var layer = layer
            layer.name = "\(name).\(layer.name)"
            layer.inputs = layer.inputs.map { places[$0] }
            layer.parameters = layer.parameters.map { $0 + firstParameter }
            layers.append(layer)
            places.append(layers.count - 1)
        }
        return places[member.outputs[0].layer]
    }
}
