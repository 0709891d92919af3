import Acquisition
package import Agent
import SimulatedRig
import Synchronization

/// How well each cell is seen in frames that `restore` made brighter, by the truth of the rig.
///
/// The peak of the cell above the frame's background, or the mean of its organelle's network, over
/// what the restored frame is off by where it is at least half as bright. What a network invents or
/// leaves out counts as an error like noise.
package final class RestoredSight: Sendable {
    /// A fluorescence frame as no noise would show it.
    private struct Pure {
        let width: Int
        let pixelMicrometers: Double
        let electrons: [Float]
        let cells: [VisibleCell]
    }

    /// How far from its middle a cell is looked at for its peak, µm.
    private static let reach = 6.0
    /// The same for its organelle, which lies round the nucleus.
    private static let organelleReach = 14.0
    /// Frames that may wait for their network; older ones are forgotten.
    private static let most = 16

    private struct State {
        var waiting: [UInt64: Pure] = [:]
        var ratios: [Int64: [Int: RestoredRatios]] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// By the camera's number of the frame, by cell.
    package var ratios: [Int64: [Int: RestoredRatios]] { state.withLock { $0.ratios } }

    /// Keeps what a frame would be without noise.
    func take(_ exposure: ExposureTruth, mean: [Float]) {
        let isFluorescence = exposure.light.contains { $0.line != "LED" && $0.seconds > 0 }
        guard isFluorescence, !exposure.isAborted else { return }
        let pure = Pure(
            width: exposure.region.width, pixelMicrometers: exposure.pixelMicrometers,
            electrons: mean, cells: exposure.cells)
        state.withLock { state in
            state.waiting[UInt64(exposure.frame)] = pure
            while state.waiting.count > Self.most, let oldest = state.waiting.keys.min() {
                state.waiting[oldest] = nil
            }
        }
    }

    /// Judges a restored frame.
    ///
    /// - Parameter restored: Grey values, row by row, of the frame's size.
    func judge(_ frame: AcquiredFrame, restored: [Float]) {
        guard let pure = state.withLock({ $0.waiting.removeValue(forKey: frame.number) }),
            pure.electrons.count == restored.count
        else { return }
        let (offset, gain) = (Float(frame.offset), Float(frame.electronsPerGrey))
        let errors = zip(restored, pure.electrons).map { ($0 - offset) * gain - $1 }
        let background = Self.background(of: pure.electrons)
        let ratios = pure.cells.map { cell in
            (cell.id, Self.ratios(of: cell, in: pure, errors: errors, above: background))
        }
        state.withLock {
            $0.ratios[Int64(frame.number)] = Dictionary(ratios, uniquingKeysWith: { $1 })
        }
    }

    private static func ratios(
        of cell: VisibleCell, in pure: Pure, errors: [Float], above background: Float
    ) -> RestoredRatios {
        func ratio(_ signal: Float, _ places: [Int]) -> Double {
            let bright = places.filter { pure.electrons[$0] - background >= signal / 2 }
            let square = bright.reduce(0.0) { $0 + Double(errors[$1]) * Double(errors[$1]) }
            let error = (square / Double(max(1, bright.count))).squareRoot()
            return error > 0 && signal > 0 ? Double(signal) / error : 0
        }
        let places = places(within: reach, of: cell, in: pure)
        let brightest = places.map { pure.electrons[$0] }.max() ?? background
        let organelle = ratio(
            Float(cell.organelleElectrons), self.places(within: organelleReach, of: cell, in: pure))
        // A flash is noisier than what it rises from, here as in the frame itself.
        let rise = cell.organelleSNR > 0 ? cell.flashSNR / cell.organelleSNR : 0
        return RestoredRatios(
            peak: ratio(brightest - background, places), organelle: organelle,
            flash: organelle * rise)
    }

    /// The pixels about the middle of a cell.
    ///
    /// - Parameter micrometers: How far from it.
    private static func places(
        within micrometers: Double, of cell: VisibleCell, in pure: Pure
    ) -> [Int] {
        let reach = micrometers / pure.pixelMicrometers
        let height = pure.electrons.count / pure.width
        let columns = range(round: cell.xPixels, by: reach, below: pure.width)
        let rows = range(round: cell.yPixels, by: reach, below: height)
        var places: [Int] = []
        for y in rows {
            for x in columns {
                let (dx, dy) = (Double(x) - cell.xPixels, Double(y) - cell.yPixels)
                if dx * dx + dy * dy <= reach * reach { places.append(y * pure.width + x) }
            }
        }
        return places
    }

    private static func range(round middle: Double, by reach: Double, below end: Int) -> Range<Int>
    {
        let first = max(0, Int((middle - reach).rounded(.down)))
        return first..<max(first, min(end, Int((middle + reach).rounded(.up)) + 1))
    }

    /// What a twentieth of the pixels lies below.
    private static func background(of electrons: [Float]) -> Float {
        // One pixel in 16 tells it well enough.
        let some = stride(from: 0, to: electrons.count, by: 16).map { electrons[$0] }.sorted()
        return some.isEmpty ? 0 : some[some.count / 20]
    }
}

/// Networks whose restored frames are held against the truth.
struct JudgedNetworks: FrameNetworks {
    let networks: [FrameNetwork]
    private let worker: any FrameNetworks
    private let sight: RestoredSight

    init(_ worker: any FrameNetworks, _ sight: RestoredSight) {
        networks = worker.networks
        self.worker = worker
        self.sight = sight
    }

    func turns(of due: [Int], at frame: AcquiredFrame) -> [[Int]] {
        worker.turns(of: due, at: frame)
    }

    func look(
        _ indices: [Int], at frame: AcquiredFrame
    ) async -> [Result<NetworkFinding, any Error>] {
        let findings = await worker.look(indices, at: frame)
        for (index, finding) in zip(indices, findings) where networks[index].name == "restore" {
            guard case .success(let restored) = finding,
                case .values(let values)? = restored.planes.first
            else { continue }
            sight.judge(frame, restored: values)
        }
        return findings
    }
}
