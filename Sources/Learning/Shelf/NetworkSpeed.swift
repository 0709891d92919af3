internal import Foundation
package import Models

/// How long a network takes for one frame on this machine.
package enum NetworkSpeed {
    /// Milliseconds for a frame of `side` × `side` pixels with its scaling, the median of five runs
    /// after one to warm up.
    ///
    /// - Parameter threads: How many may compute.
    /// - Returns: `nil` for networks that do not take frames.
    /// - Throws: `NetworkError` where the package cannot be run.
    package static func milliseconds(
        of package: ModelPackage, threads: Int, side: Int = 512
    ) throws -> Double? {
        if let kind = package.networkKind,
            [.state, .damage].contains(kind)
        {
            return nil
        }
        let predictor = try PackagePredictor(package)
        var random = SplitMix64(seed: 1)
        let planes = predictor.inputChannels.map { _ in
            FloatImage(
                width: side, height: side,
                pixels: (0..<(side * side)).map { _ in Float(random.next() % 4096) })
        }
        InferencePlan.useThreads(threads)
        defer { InferencePlan.useThreads(ProcessInfo.processInfo.activeProcessorCount) }
        _ = try predictor.run(planes)
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<5 {
            let time = try clock.measure { _ = try predictor.run(planes) }
            times.append(time / .milliseconds(1))
        }
        return times.sorted()[2]
    }
}
