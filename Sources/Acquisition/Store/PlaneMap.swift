/// Which planes of one series have been written, a bit for each.
struct PlaneMap: Sendable {
    private let sizeT: Int
    private let sizeC: Int
    private let sizeZ: Int
    private var words: [UInt64]
    private(set) var count = 0

    init(_ layout: SeriesLayout) {
        sizeT = layout.sizeT
        sizeC = layout.sizeC
        sizeZ = layout.sizeZ
        words = [UInt64](repeating: 0, count: (layout.planeCount + 63) / 64)
    }

    /// The plane's place in the order t, c, z, with z running fastest; nil outside the series.
    func index(t: Int, c: Int, z: Int) -> Int? {
        guard (0..<sizeT).contains(t), (0..<sizeC).contains(c), (0..<sizeZ).contains(z) else {
            return nil
        }
        return (t * sizeC + c) * sizeZ + z
    }

    func contains(_ index: Int) -> Bool { words[index / 64] >> UInt64(index % 64) & 1 == 1 }

    mutating func insert(_ index: Int) {
        if contains(index) { return }
        words[index / 64] |= 1 << UInt64(index % 64)
        count += 1
    }

    mutating func remove(_ index: Int) {
        guard contains(index) else { return }
        words[index / 64] &= ~(1 << UInt64(index % 64))
        count -= 1
    }

    /// The planes written, as runs of `[first index, count]`.
    var runs: [[Int]] {
        var runs: [[Int]] = []
        for index in 0..<(sizeT * sizeC * sizeZ) where contains(index) {
            if let last = runs.last, last[0] + last[1] == index {
                runs[runs.count - 1][1] += 1
            } else {
                runs.append([index, 1])
            }
        }
        return runs
    }

    /// The planes written, in order.
    var planes: [(t: Int, c: Int, z: Int)] {
        runs.flatMap { run in
            (run[0]..<(run[0] + run[1])).map { index in
                (index / (sizeC * sizeZ), index / sizeZ % sizeC, index % sizeZ)
            }
        }
    }
}
