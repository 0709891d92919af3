@testable import Models

/// Packages of networks so small that their answers can be worked out by hand.
enum SamplePackage {
    /// One output: each of its channels is the sum of the inputs, times a weight for each.
    struct Output {
        var name: String
        var channels: [String]
        /// By channel of the output, then of the input.
        var weights: [[Float]]
    }

    /// Restores by leaving the mean as it is, with half of it as scale.
    static func restore() -> ModelPackage {
        make(
            kind: "restore",
            outputs: [
                Output(name: "restored", channels: ["mean", "scale"], weights: [[1], [0.5]])
            ])
    }

    /// Takes what is above one half for an object.
    static func segment() -> ModelPackage {
        make(
            kind: "segment",
            outputs: [
                Output(name: "foreground", channels: ["probability"], weights: [[1]]),
                Output(name: "distance", channels: ["depth"], weights: [[1]]),
            ])
    }

    /// - Parameter kind: `nil` for a package of others.
    static func make(
        kind: String?, inputs: [String] = ["intensity"], outputs: [Output], magnification: Int = 1
    ) -> ModelPackage {
        var builder = NetworkBuilder(random: SplitMix64(seed: 1))
        var source = builder.input("input", channels: inputs.count)
        if magnification > 1 {
            source = builder.apply(.resize(.nearest, factor: magnification), to: [source])
        }
        var network = builder.network(
            outputs.map { output in
                let count = output.channels.count
                return (
                    output.name, builder.convolution(source, channels: count, window: .same(1))
                )
            })
        for (index, output) in outputs.enumerated() {
            network.parameters[2 * index].values = output.weights.flatMap(\.self)
        }
        return package(network, kind, inputs, outputs, magnification)
    }

    private static func package(
        _ network: Network, _ kind: String?, _ inputs: [String], _ outputs: [Output],
        _ magnification: Int
    ) -> ModelPackage {
        let size = AxisSize.stepped(minimum: 4, step: 4)
        func finer(_ id: String) -> TensorAxis {
            var axis = TensorAxis.space(id, .reference(tensor: "input", axis: id, offset: 0))
            axis.scale = 1 / Double(magnification)
            return axis
        }
        var package = ModelPackage(
            name: "sample network", description: "For tests.",
            inputs: [
                TensorDescription(
                    id: "input",
                    axes: [.batch, .channel(inputs), .space("y", size), .space("x", size)])
            ],
            outputs: outputs.map { output in
                TensorDescription(
                    id: output.name,
                    axes: [.batch, .channel(output.channels), finer("y"), finer("x")])
            },
            weights: PackageWeights(onnx: (try? network.onnxFile()) ?? [], opset: 17))
        if let kind { package.facts["network"] = .text(kind) }
        if kind != nil { package.facts["reach"] = .number(1) }
        return package
    }
}
