import ArgumentParser
import Learning
import Models

/// Lists networks, or tells what a package says of itself.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List the default networks, or show a package's card.",
        discussion: """
            Without a package: the default networks with kind, hash, size, parameters and the size \
            of the pixels that they learnt from. With one: its card and its facts. --speed measures \
            a frame of 512 x 512 pixels here, on one thread and on two.
            """)

    @Argument(help: "Packages (folder or zip), or names of default networks.")
    var packages: [String] = []
    @Flag(help: "Measure the time for a frame of 512 x 512 pixels.")
    var speed = false
    @OptionGroup var networks: NetworkOptions

    func run() async throws {
        if speed { QuietThreads.ensure() }
        try await refusing {
            guard packages.isEmpty else {
                for (index, name) in packages.enumerated() {
                    if index > 0 { Terminal.print("") }
                    let (package, path) = try networks.package(name)
                    try show(package, path)
                }
                return
            }
            try list(try networks.shelf())
        }
    }

    private func list(_ shelf: NetworkShelf) throws {
        guard let folder = shelf.folder else {
            Terminal.print("no default networks: name their folder with --networks")
            return
        }
        var rows = [["name", "kind", "hash", "size", "parameters", "µm/pixel"]]
        if speed { rows[0] += ["1 thread", "2 threads"] }
        var isWhole = true
        for entry in try shelf.entries() {
            do {
                let package = try ModelPackage.read(entry.path)
                let facts = NetworkFacts(package, path: entry.path)
                let row = [
                    entry.name, facts.kind ?? "–", facts.shortHash, Self.size(facts.byteCount),
                    facts.parameterCount.map(String.init) ?? "–",
                    facts.pixelMicrometers.map(FigureLines.number) ?? "–",
                ]
                rows.append(row + (speed ? try times(package) : []))
            } catch {
                // One damaged package does not hide the others.
                Terminal.tell("tarsier: \(error)")
                isWhole = false
            }
        }
        Terminal.print(rows.count > 1 ? FigureLines.columns(rows) : "\(folder): no networks")
        if !isWhole { throw ExitStatus.failed.code }
    }

    private func show(_ package: ModelPackage, _ path: String) throws {
        let facts = NetworkFacts(package, path: path)
        var rows = [
            ["name", package.name], ["path", path], ["kind", facts.kind ?? "not said"],
            ["hash", facts.hash], ["size", Self.size(facts.byteCount)],
            ["parameters", facts.parameterCount.map(String.init) ?? "cannot be run here"],
            ["inputs", package.inputs.map(Self.words).joined(separator: "; ")],
            ["outputs", package.outputs.map(Self.words).joined(separator: "; ")],
        ]
        if let micrometers = facts.pixelMicrometers {
            rows.append(["pixel", "\(FigureLines.number(micrometers)) µm"])
        }
        if let license = package.license { rows.append(["licence", license]) }
        for (key, fact) in package.facts.sorted(by: { $0.key < $1.key })
        where !["network", "pixel_um"].contains(key) {
            rows.append([key, Self.words(fact)])
        }
        if speed {
            let times = try times(package)
            rows += [["1 thread", times[0]], ["2 threads", times[1]]]
        }
        let card = package.documentation
        if !card.isEmpty { Terminal.print(card.hasSuffix("\n") ? card : card + "\n") }
        Terminal.print(FigureLines.columns(rows))
    }

    private func times(_ package: ModelPackage) throws -> [String] {
        try [1, 2].map { threads in
            let time = try NetworkSpeed.milliseconds(of: package, threads: threads)
            return "\(FigureLines.number(time)) ms"
        }
    }

    /// Long records, as of what a network is trusted by, are for programs: how long they are.
    private static func words(_ fact: PackageFact) -> String {
        guard let text = fact.text else { return fact.number.map(FigureLines.number) ?? "" }
        return text.count <= 100 ? text : "\(size(text.utf8.count)), in rdf.yaml"
    }

    /// "input: channel (intensity), y, x"
    private static func words(_ tensor: TensorDescription) -> String {
        let axes = tensor.axes.filter { $0.id != "batch" }.map { axis in
            guard case .channel(let names) = axis.kind else { return axis.id }
            return "\(axis.id) (\(names.joined(separator: ", ")))"
        }
        return "\(tensor.id): \(axes.joined(separator: ", "))"
    }

    private static func size(_ byteCount: Int) -> String {
        byteCount < 1_000_000
            ? "\(FigureLines.number(Double(byteCount) / 1e3)) kB"
            : "\(FigureLines.number(Double(byteCount) / 1e6)) MB"
    }
}
