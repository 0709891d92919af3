internal import Foundation

/// A training's state as bytes, so that it can go on after a stop.
///
/// A line of JSON says what it is and how long each list is; the numbers follow, 32 bits each,
/// little-endian.
package enum TrainingCheckpoint {
    private struct Header: Codable {
        var format = TrainingCheckpoint.format
        /// What was being trained and how; a state of another training is refused.
        var purpose: String
        var step: Int
        var seconds: Double
        var momentStep: Int
        var averageDecay: Float
        var averageCount: Int
        var bestLoss: Double?
        var bestStep: Int
        var curve: [TrainingRecord.Point]
        var counts: [Int]
    }

    private static let format = "tarsier training 1"

    /// - Parameter purpose: Whatever tells this training from another.
    package static func bytes(of state: TrainingState, purpose: String) throws -> [UInt8] {
        let lists = lists(of: state)
        let header = Header(
            purpose: purpose, step: state.step, seconds: state.seconds,
            momentStep: state.moments.stepCount, averageDecay: state.average.decay,
            averageCount: state.average.updateCount,
            bestLoss: state.bestLoss.isFinite ? state.bestLoss : nil, bestStep: state.bestStep,
            curve: state.curve, counts: lists.map(\.count))
        var bytes = Array(try JSONEncoder().encode(header))
        bytes.append(UInt8(ascii: "\n"))
        for list in lists { list.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// The state that `bytes` hold.
    ///
    /// - Throws: `NetworkError` where they are of another training, or not whole.
    package static func state(
        from bytes: [UInt8], purpose: String, for network: Network
    ) throws(NetworkError) -> TrainingState {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes[..<end])),
            header.format == format
        else { throw NetworkError("checkpoint", "is not one of a training") }
        guard header.purpose == purpose else {
            throw NetworkError(
                "checkpoint",
                "belongs to another training (\(header.purpose)); remove it to begin anew")
        }
        let counts = network.parameters.map(\.values.count)
        let learned = network.parameters.map { $0.isLearned ? $0.values.count : 0 }
        guard header.counts == counts + learned + learned + counts + counts,
            bytes.count == end + 1 + 4 * header.counts.reduce(0, +)
        else { throw NetworkError("checkpoint", "does not fit the network; remove it") }
        var place = end + 1
        func take(_ counts: [Int]) -> [[Float]] {
            counts.map { count in
                defer { place += 4 * count }
                return bytes.withUnsafeBytes { buffer in
                    (0..<count).map {
                        buffer.loadUnaligned(fromByteOffset: place + 4 * $0, as: Float.self)
                    }
                }
            }
        }
        var state = TrainingState(start: network, averageDecay: header.averageDecay)
        state.weights = take(counts)
        state.moments.first = take(learned)
        state.moments.second = take(learned)
        state.moments.stepCount = header.momentStep
        state.average = WeightAverage(
            decay: header.averageDecay, averages: take(counts), updateCount: header.averageCount)
        state.best = take(counts)
        state.bestLoss = header.bestLoss ?? .infinity
        state.bestStep = header.bestStep
        state.step = header.step
        state.seconds = header.seconds
        state.curve = header.curve
        return state
    }

    private static func lists(of state: TrainingState) -> [[Float]] {
        state.weights + state.moments.first + state.moments.second + state.average.averages
            + state.best
    }
}
