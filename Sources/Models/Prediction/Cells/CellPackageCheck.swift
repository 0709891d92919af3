/// Whether the parts of a package of single cells belong together.
enum CellPackageCheck {
    /// The names of an input's channels.
    static func channels(
        of tensor: TensorDescription, _ name: String
    ) throws(NetworkError) -> [String] {
        guard tensor.axes.map(\.id).filter({ $0 != "batch" }) == ["channel", "y", "x"],
            case .channel(let names) = tensor.axis("channel")?.kind
        else {
            throw NetworkError(
                name,
                "\(tensor.id) has the axes \(tensor.axes.map(\.id).joined(separator: ", ")); "
                    + "crops are batch, channel, y, x")
        }
        return names
    }

    static func checkSize(
        of input: TensorDescription, _ pixels: Int, _ name: String
    ) throws(NetworkError) {
        for axis in ["y", "x"] {
            guard input.axis(axis)?.size.allows(pixels) == true else {
                throw NetworkError(
                    name, "its input does not take crops of \(pixels) pixels along \(axis)")
            }
        }
    }

    /// The heads that the outputs and facts describe.
    static func heads(
        of package: ModelPackage, kind: NetworkKind
    ) throws(NetworkError) -> [CellHead] {
        var heads: [CellHead] = []
        for output in package.outputs {
            let names = try channels(of: output, package.name)
            let answer = package.facts[CellPackage.Fact.answer + output.id]?.text
                .flatMap(CellHead.Answer.init)
            guard let answer else {
                throw NetworkError(
                    package.name,
                    "does not say what \(output.id) answers: classes, a chance or an amount")
            }
            guard !names.contains(where: \.isEmpty), Set(names).count == names.count,
                answer == .classes ? names.count > 1 : names.count == 1
            else {
                throw NetworkError(
                    package.name,
                    "\(output.id) has the channels \(names.prefix(8).joined(separator: ", ")); "
                        + "classes need two names that differ, all else one")
            }
            heads.append(CellHead(output.id, answer, channels: names))
        }
        let needed: [(String, CellHead.Answer)] =
            kind == .state ? [("state", .classes)] : [("harmed", .chance), ("damage", .amount)]
        for (name, answer) in needed {
            guard heads.contains(where: { $0.name == name && $0.answer == answer }) else {
                throw NetworkError(
                    package.name,
                    "has no answer \"\(name)\", which a network of kind "
                        + "\(kind.rawValue) gives")
            }
        }
        return heads
    }

    /// Tries the weights on one crop.
    static func check(
        _ network: Network, shape: TensorShape, heads: [CellHead], _ name: String
    ) throws(NetworkError) {
        let shapes = try network.shapes([shape])
        guard network.outputs.map(\.name) == heads.map(\.name) else {
            throw NetworkError(
                name,
                "its weights answer \(network.outputs.map(\.name).joined(separator: ", ")), its "
                    + "description \(heads.map(\.name).joined(separator: ", "))")
        }
        for (output, head) in zip(network.outputs, heads) {
            let given = shapes[output.layer]
            guard given.channels == head.channels.count, given.height == 1, given.width == 1 else {
                throw NetworkError(
                    name,
                    "\(head.name) is \(given) for one crop; its description has "
                        + "\(head.channels.count) channels of one number")
            }
        }
    }
}
