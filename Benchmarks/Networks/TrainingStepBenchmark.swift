import Foundation
import Models

/// How long one step of training takes for the network that CARE uses, ours and csbdeep's in turn.
enum TrainingStepBenchmark {
    private static let rounds = 3
    private static let steps = 10

    /// Prints one line for each measurement.
    static func run() throws {
        let threads = min(2, ProcessInfo.processInfo.activeProcessorCount)
        var training = try CareTraining(workers: threads, .winograd)
        var short = try CareTraining(workers: threads, .quickest)
        var own: [Duration] = []
        var quickest: [Duration] = []
        var others: [Duration] = []
        for _ in 0..<rounds {
            for _ in 0..<3 { training.step() }
            own += (0..<steps).map { _ in ContinuousClock().measure { training.step() } }
            for _ in 0..<3 { short.step() }
            quickest += (0..<steps).map { _ in ContinuousClock().measure { short.step() } }
            others += try PythonPeer.lines("time_care_step.py", ["\(steps)", "\(threads)"])
                .compactMap { Duration(peerMilliseconds: $0) }
        }
        let ours = Spread(own)
        let quick = Spread(quickest)
        print("training: CARE step, 16 x 64 x 64, \(threads) threads: \(quick.text)")
        print("training: the same with floats alone: \(ours.text)")
        guard !others.isEmpty else { return PythonPeer.missing("csbdeep") }
        let theirs = Spread(others)
        let ratios = [quick, ours].map { "\(($0.median / theirs.median).rounded(places: 2))" }
        print(
            "training: the same in csbdeep: \(theirs.text); ours / theirs "
                + ratios.joined(separator: ", with floats alone "))
    }
}

/// Steps on noise, as CARE takes them: mean absolute error.
private struct CareTraining {
    private static let shape = TensorShape(batch: 16, channels: 1, height: 64, width: 64)
    private let shards: BatchShards
    private let optimizer = AdamW()
    private var moments: AdamWState
    private let images = CareTraining.noise(seed: 1)
    private let truth = CareTraining.noise(seed: 2)

    init(workers: Int, _ method: ConvolutionMethod) throws {
        let network = CareNetwork.make()
        shards = try BatchShards(
            network, shape: Self.shape, workers: workers, seed: 1, method: method)
        moments = AdamWState(for: network)
    }

    mutating func step() {
        _ = shards.input.update(fromContentsOf: images)
        shards.forward()
        shards.outputGradient(0).update(repeating: 0)
        _ = truth.withUnsafeBufferPointer { truth in
            Loss.meanAbsoluteError.evaluate(
                LossArguments(
                    prediction: shards.output(0), target: truth,
                    gradient: shards.outputGradient(0),
                    shape: Self.shape))
        }
        shards.backward()
        _ = optimizer.step(shards.leader, &moments, rate: 4e-4)
        shards.spread()
    }

    private static func noise(seed: UInt64) -> [Float] {
        var random = SplitMix64(seed: seed)
        return (0..<shape.count).map { _ in Float(random.next() % 65536) / 65536 }
    }
}
