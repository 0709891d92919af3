package import Acquisition
import Models

/// Runs an experiment's networks on frames, each with the plan that it made for the frame's size.
///
/// Those that need nothing of each other run side by side, each with one thread. A network that is
/// alone in its turn has them all.
///
/// It computes where its caller's task prefers to run: a run hands it a thread of its own, a
/// rehearsal keeps it in virtual time. Equal frames give equal findings.
package actor NetworkWorker: FrameNetworks {
    package nonisolated let networks: [FrameNetwork]
    private nonisolated let order: NetworkOrder
    private let threadCount: Int
    private let readers: [any FrameReading]
    /// For networks whose predictions some of the frames show.
    private var audits: [Int: LabelAudit] = [:]
    /// The structure that each network looks at instead of the frame, by the network's index.
    private let structures: [Int: String]
    /// By structure, of what `label` learnt it from.
    private let learntSpreads: [String: Double]
    /// What `label` predicted of the frame that is looked at, by the structure's name.
    var predicted: (eventIndex: Int, images: [String: FloatImage])?
    /// The frame that is looked at.
    private var newest: (eventIndex: Int, seen: SeenImage)?
    private let meter = InputMeter()
    /// What `segment` found in the frame that is looked at.
    private var outlined: (eventIndex: Int, labels: LabelImage)?

    /// - Parameters:
    ///   - series: The frames that will come; for their sizes the networks are made ready.
    ///   - threadCount: How many may compute at once.
    /// - Throws: `NetworkError` where a package cannot be run after all.
    init(
        _ prepared: [PreparedNetwork], _ outline: RunOutline, series: [SeriesLayout],
        threadCount: Int
    ) throws {
        self.threadCount = threadCount
        let networks = prepared.map { $0.network(in: outline) }
        let order = PreparedNetworks(prepared).order
        (self.networks, self.order) = (networks, order)
        structures = Dictionary(
            uniqueKeysWithValues: prepared.enumerated().compactMap { index, network in
                network.choice.structure.map { (index, $0) }
            })
        learntSpreads = prepared.first { $0.choice.kind == .label }?.learntSpreads ?? [:]
        let readers = try prepared.map { try $0.reader() }
        for (index, network) in networks.enumerated() where !network.comparedWith.isEmpty {
            audits[index] = LabelAudit(outputs: network.outputs.map(\.name))
        }
        self.readers = readers
        let turns = outline.channels.flatMap { channel in
            let due = networks.indices.filter { networks[$0].channels.contains(channel.name) }
            return order.turns(of: due, most: threadCount)
        }
        for size in Set(series.map { [$0.sizeX, $0.sizeY] }) {
            let trial = try TrialFrame(width: size[0], height: size[1], meter)
            trial.show(to: readers, in: turns, threadCount: threadCount)
        }
    }

    package nonisolated func turns(of due: [Int], at frame: AcquiredFrame) -> [[Int]] {
        // What only compares is soon done: in a turn of its own it takes no thread from others.
        let comparing = due.filter { networks[$0].comparedWith.contains(frame.channel) }
        let others = due.filter { !comparing.contains($0) }
        return (comparing.isEmpty ? [] : [comparing]) + order.turns(of: others, most: threadCount)
    }

    package func look(
        _ indices: [Int], at frame: AcquiredFrame
    ) -> [Result<NetworkFinding, any Error>] {
        let seen: SeenImage
        do { seen = try self.seen(of: frame) } catch {
            return indices.map { _ in .failure(error) }
        }
        let errands = indices.map { errand(for: $0, of: frame, seen) }
        let findings = InferencePlan.withThreads(threadCount) {
            SideBySide.map(errands.count) { number in
                Result { () throws -> NetworkFinding in try errands[number]() }
            }
        }
        for (index, finding) in zip(indices, findings) {
            if case .success(let finding) = finding { keep(finding, of: index, at: frame) }
        }
        return findings
    }
}

extension NetworkWorker {
    /// Kept from turn to turn.
    private func seen(of frame: AcquiredFrame) throws -> SeenImage {
        if let newest, newest.eventIndex == frame.eventIndex { return newest.seen }
        let seen = try SeenImage(of: frame, meter)
        newest = (frame.eventIndex, seen)
        return seen
    }

    /// What the network has to do with the frame, made ready to be done beside other networks'.
    private func errand(
        for index: Int, of frame: AcquiredFrame, _ seen: SeenImage
    ) -> () throws -> NetworkFinding {
        if let audit = audits[index], isCompared(index, with: frame) {
            return { try audit.compare(seen.image, of: frame) }
        }
        guard let seen = shown(to: index, of: frame, seen) else {
            return { NetworkFinding(verdict: "not looked at: label did not look at this frame") }
        }
        let outlines = outlined?.eventIndex == frame.eventIndex ? outlined?.labels : nil
        let reader = readers[index]
        return { try reader.finding(in: seen, of: frame, outlines: outlines) }
    }

    private func isCompared(_ index: Int, with frame: AcquiredFrame) -> Bool {
        networks[index].comparedWith.contains(frame.channel)
    }

    /// The frame, or what was predicted of it where the network looks at that.
    private func shown(to index: Int, of frame: AcquiredFrame, _ seen: SeenImage) -> SeenImage? {
        guard let structure = structures[index] else { return seen }
        guard let predicted, predicted.eventIndex == frame.eventIndex else { return nil }
        return predicted.images[structure].map {
            SeenImage($0, learntSpread: learntSpreads[structure])
        }
    }

    /// Keeps what later turns and frames need.
    private func keep(_ finding: NetworkFinding, of index: Int, at frame: AcquiredFrame) {
        let network = networks[index]
        guard !isCompared(index, with: frame) else { return }
        notePrediction(finding, of: frame, by: network)
        audits[index]?.note(finding, of: frame, structures: network.comparedWith)
        guard network.givesObjects, case .objects(let labels) = finding.planes.first else { return }
        outlined = (
            frame.eventIndex,
            LabelImage(
                width: frame.width, height: frame.height,
                labels: labels.map { Int32(clamping: $0) })
        )
    }

    private func notePrediction(
        _ finding: NetworkFinding, of frame: AcquiredFrame, by network: FrameNetwork
    ) {
        guard network.name == NetworkKind.label.rawValue, !structures.isEmpty else { return }
        var images: [String: FloatImage] = [:]
        for (output, plane) in zip(network.outputs, finding.planes)
        where structures.values.contains(output.name) {
            guard case .values(let values) = plane, values.count == frame.width * frame.height
            else { continue }
            images[output.name] = FloatImage(
                width: frame.width, height: frame.height, pixels: values)
        }
        predicted = (frame.eventIndex, images)
    }
}

/// What one network makes of a frame.
protocol FrameReading {
    /// - Parameters:
    ///   - seen: The frame's grey values.
    ///   - outlines: What `segment` found in the same frame; `nil` where it did not look.
    func finding(
        in seen: SeenImage, of frame: AcquiredFrame, outlines: LabelImage?
    ) throws -> NetworkFinding

    /// Forgets the frames that it has looked at.
    func forget()
}
