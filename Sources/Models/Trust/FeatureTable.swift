/// Pooled features of the tiles of one frame: shape `[tiles, features]`, row-major.
package struct FeatureTable: Sendable, Equatable {
    package let featureCount: Int
    package let values: [Float]

    package init(featureCount: Int, values: [Float]) {
        precondition(featureCount > 0, "a tile has a feature")
        precondition(values.count % featureCount == 0, "each tile has all features")
        self.featureCount = featureCount
        self.values = values
    }

    package var tileCount: Int { values.count / featureCount }

    /// The features of both, tile by tile.
    func joined(with other: FeatureTable) -> FeatureTable {
        precondition(tileCount == other.tileCount, "features of the same tiles")
        var all: [Float] = []
        for tile in 0..<tileCount {
            all += values[tile * featureCount..<(tile + 1) * featureCount]
            all += other.values[tile * other.featureCount..<(tile + 1) * other.featureCount]
        }
        return FeatureTable(featureCount: featureCount + other.featureCount, values: all)
    }

    /// The tiles of both.
    func appending(_ other: FeatureTable) -> FeatureTable {
        FeatureTable(featureCount: featureCount, values: values + other.values)
    }
}
