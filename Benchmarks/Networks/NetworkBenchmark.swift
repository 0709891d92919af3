import Foundation
import Learning
import Models

/// How long networks take for one frame, ours and others' runtimes in turn.
enum NetworkBenchmark {
    private static let rounds = 3
    private static let runs = 7
    private static let turns = 9

    /// Prints one line for each measurement.
    static func run(in folder: String) throws {
        try compare(in: folder)
        try compareDefault()
        try timeDefaults()
    }

    private static func compare(in folder: String) throws {
        let network = CareNetwork.make()
        let path = "\(folder)/care.onnx"
        try Data(network.onnxFile()).write(to: URL(filePath: path))
        let shape = TensorShape(channels: 1, height: 512, width: 512)
        let threads = min(2, ProcessInfo.processInfo.activeProcessorCount)
        InferencePlan.useThreads(threads)
        let methods: [ConvolutionMethod] = [.winograd, .quickest]
        let plans = try methods.map {
            try InferencePlan(network, shapes: [shape], method: $0)
        }
        let image = (0..<512 * 512).map { Float($0 % 997) / 997 }
        var own = plans.map { _ in [Duration]() }
        var others: [PeerRuntime: [Duration]] = [:]
        for _ in 0..<rounds {
            for (index, plan) in plans.enumerated() {
                for _ in 0..<3 { _ = plan([image]) }
                own[index] += (0..<runs).map { _ in
                    ContinuousClock().measure { _ = plan([image]) }
                }
            }
            for peer in PeerRuntime.allCases {
                others[peer, default: []] += try peer.times(
                    path, threads: threads, runs: runs, shape: [1, 1, 512, 512])
            }
        }
        let ours = Spread(own[0])
        let inRuns = Spread(own[1])
        print("networks: CARE-size U-Net 512 x 512, \(threads) threads: \(ours.text)")
        print("networks: as a run works it out: \(inRuns.text)")
        let alone = try convolutionsAlone(network, shape)
        let share = (ours.median / alone).rounded(places: 2)
        print(
            "networks: its convolutions one by one, product by product: "
                + "\(alone.milliseconds.rounded(places: 3)) ms; all of it / these \(share)")
        for peer in PeerRuntime.allCases {
            guard let times = others[peer], !times.isEmpty else {
                PythonPeer.missing(peer.rawValue)
                continue
            }
            let theirs = Spread(times)
            let ratio = (ours.median / theirs.median).rounded(places: 2)
            print("networks: the same in \(peer.rawValue): \(theirs.text); ours / theirs \(ratio)")
        }
    }

    /// The default restoration beside one of CARE's size, both with their scaling, in turns.
    private static func compareDefault() throws {
        guard let entry = try NetworkShelf().entries().first(where: { $0.name == "restore" })
        else { return }
        let packages = [try ModelPackage.read(entry.path), try CareNetwork.restoration()]
        let threads = min(2, ProcessInfo.processInfo.activeProcessorCount)
        var times: [[Double]] = [[], []]
        for _ in 0..<turns {
            for (index, package) in packages.enumerated() {
                times[index].append(
                    try NetworkSpeed.milliseconds(of: package, threads: threads, side: 512))
            }
        }
        let middle = times.map { $0.sorted()[turns / 2] }
        print(
            "networks: default restore takes \(middle[0].rounded(places: 1)) ms, one of CARE's "
                + "size \(middle[1].rounded(places: 1)) ms, "
                + "\((middle[1] / middle[0]).rounded(places: 1)) times as long")
    }

    /// What oneDNN takes for the convolutions of `network`, each by itself: the sum of their medians.
    private static func convolutionsAlone(
        _ network: Network, _ shape: TensorShape
    ) throws -> Duration {
        let shapes = try network.shapes([shape])
        var sum = Duration.zero
        for (index, layer) in network.layers.enumerated() {
            guard case .convolution(let window, let channels, _, _) = layer.operation else {
                continue
            }
            let source = shapes[layer.inputs[0]]
            var builder = NetworkBuilder(random: SplitMix64(seed: 1))
            let input = builder.input("input", channels: source.channels)
            let single = builder.network([
                ("value", builder.convolution(input, channels: channels, window: window))
            ])
            let plan = try InferencePlan(single, shapes: [source])
            func once() { plan.run(fill: { _, _ in }, read: { _, _, _ in }) }
            for _ in 0..<3 { once() }
            sum += Spread((0..<runs).map { _ in ContinuousClock().measure(once) }).median
            precondition(shapes[index].channels == channels)
        }
        return sum
    }

    private static func timeDefaults() throws {
        let packages = try NetworkShelf().entries().map {
            (name: $0.name, package: try ModelPackage.read($0.path))
        }
        for side in [512, 2048] {
            for threads in [1, 2] {
                var sum = 0.0
                for (name, package) in packages {
                    let time = try NetworkSpeed.milliseconds(
                        of: package, threads: threads, side: side)
                    sum += time
                    print(
                        "networks: default \(name) \(side) x \(side), \(threads) threads: "
                            + "\(time.rounded(places: 1)) ms")
                }
                guard !packages.isEmpty else { continue }
                print(
                    "networks: all \(packages.count) defaults \(side) x \(side), "
                        + "\(NetworkSpeed.cellCount) cells, \(threads) threads: "
                        + "\(sum.rounded(places: 1)) ms")
            }
            guard !packages.isEmpty else { continue }
            // A run has one network of a kind.
            let kinds = Dictionary(grouping: packages) { $0.package.networkKind }
            let ofEachKind = kinds.values.compactMap { $0.first?.package }
            let time = try NetworkSpeed.milliseconds(sideBySide: ofEachKind, side: side)
            print(
                "networks: one of each of \(ofEachKind.count) kinds \(side) x \(side), "
                    + "\(NetworkSpeed.cellCount) cells, side by side: \(time.rounded(places: 1)) ms"
            )
        }
    }
}
