internal import Foundation
package import Models

/// How long a network takes for one frame on this machine.
package enum NetworkSpeed {
    /// Outlined cells of a frame for networks of single cells.
    package static let cellCount = 40

    /// Milliseconds for a frame of `side` × `side` pixels with its scaling, the median of five runs
    /// after one to warm up. Networks of single cells judge ``cellCount`` of them.
    ///
    /// - Parameter threads: How many may compute.
    /// - Throws: `NetworkError` where the package cannot be run.
    package static func milliseconds(
        of package: ModelPackage, threads: Int, side: Int = 512
    ) throws -> Double {
        let look = try look(with: package, side: side)
        return try InferencePlan.withThreads(threads) { try median(of: look) }
    }

    /// Milliseconds for all of `packages` on the same frame as a run does it: first those of images,
    /// then those of single cells, as many side by side as there are processors.
    ///
    /// - Throws: `NetworkError` where a package cannot be run.
    package static func milliseconds(
        sideBySide packages: [ModelPackage], side: Int = 512
    ) throws -> Double {
        func isOfCells(_ package: ModelPackage) -> Bool { package.networkKind?.judgesCells == true }
        let width = ProcessInfo.processInfo.activeProcessorCount
        let turns = [packages.filter { !isOfCells($0) }, packages.filter(isOfCells)].flatMap {
            kind in
            stride(from: 0, to: kind.count, by: width).map {
                kind[$0..<min($0 + width, kind.count)]
            }
        }
        let looks = try turns.map { turn in try turn.map { try look(with: $0, side: side) } }
        return try InferencePlan.withThreads(width) {
            try median {
                for turn in looks {
                    let answers = SideBySide.map(turn.count) { number in
                        Result { () throws -> Void in try turn[number]() }
                    }
                    for answer in answers { try answer.get() }
                }
            }
        }
    }

    private static func median(of look: () throws -> Void) throws -> Double {
        try look()
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<5 { times.append(try clock.measure(look) / .milliseconds(1)) }
        return times.sorted()[2]
    }

    /// What is to be timed, as in a run.
    private static func look(with package: ModelPackage, side: Int) throws -> () throws -> Void {
        var random = SplitMix64(seed: 1)
        func image() -> FloatImage {
            FloatImage(
                width: side, height: side,
                pixels: (0..<(side * side)).map { _ in Float(random.next() % 4096) })
        }
        if let kind = package.networkKind, kind.judgesCells {
            let predictor = try CellPredictor(package, method: .quickest)
            let names = predictor.crops.channels
            let (now, then) = (
                Dictionary(uniqueKeysWithValues: names.map { ($0, image()) }),
                Dictionary(uniqueKeysWithValues: names.map { ($0, image()) })
            )
            let cells = cells(side: side)
            return {
                _ = try predictor.run(
                    images: now, earlier: predictor.crops.hasHistory ? then : [:],
                    pixelMicrometers: predictor.crops.pixelMicrometers, labels: cells)
            }
        }
        let predictor = try PackagePredictor(package, method: .quickest)
        let planes = predictor.inputChannels.map { _ in image() }
        return { _ = try predictor.run(planes) }
    }

    /// Squares in a grid.
    private static func cells(side: Int) -> LabelImage {
        let columns = 8
        let (across, down) = (max(1, side / columns), max(1, side / (cellCount / columns)))
        var labels = LabelImage(width: side, height: side)
        for y in 0..<side where y % down < (down + 1) / 2 {
            for x in 0..<side where x % across < (across + 1) / 2 {
                let cell = y / down * columns + x / across
                if cell < cellCount, x / across < columns { labels[x, y] = Int32(cell + 1) }
            }
        }
        return labels
    }
}
