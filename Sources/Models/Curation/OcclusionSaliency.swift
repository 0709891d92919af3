/// Which pixels of a crop a classifier relies on: how much surer it is with them than without.
package struct OcclusionSaliency: Sendable {
    /// Side of the square that is covered.
    package let patchPixels: Int
    package let seed: UInt64

    package init(patchPixels: Int = 8, seed: UInt64 = 0) {
        precondition(patchPixels > 0, "a patch has pixels")
        self.patchPixels = patchPixels
        self.seed = seed
    }

    /// Covers square after square with the background's noise, in all images at once.
    ///
    /// - Parameter probabilities: Of all classes, one row for each crop.
    /// - Returns: As large as the crop: the drop of the probability of the class that was called,
    ///   0 where it did not drop.
    /// - Throws: ``CurationError`` with `shapeMismatch`, and what `probabilities` throws.
    package func map(
        _ crop: CellCrop, probabilities: ([CellCrop]) throws -> [[Double]]
    ) throws -> FloatImage {
        let side = crop.side
        let starts = Array(stride(from: 0, to: side, by: patchPixels))
        var covered = [crop]
        for y in starts { for x in starts { covered.append(cover(crop, x: x, y: y)) } }
        let rows = try probabilities(covered)
        guard rows.count == covered.count,
            let called = rows[0].indices.max(by: { rows[0][$0] < rows[0][$1] }),
            rows.allSatisfy({ $0.count == rows[0].count })
        else {
            throw CurationError(
                .shapeMismatch,
                "the classifier gave \(rows.count) rows for \(covered.count) crops; it must give "
                    + "one row of probabilities for each")
        }
        var result = FloatImage(width: side, height: side)
        for y in 0..<side {
            for x in 0..<side {
                let patch = y / patchPixels * starts.count + x / patchPixels
                result[x, y] = Float(max(0, rows[0][called] - rows[patch + 1][called]))
            }
        }
        return result
    }

    private func cover(_ crop: CellCrop, x: Int, y: Int) -> CellCrop {
        var result = crop
        var hash = StableHash(seed: seed)
        hash.combine(UInt64(x))
        hash.combine(UInt64(y))
        var random = SplitMix64(seed: hash.value)
        for index in crop.images.indices {
            let noise = index < crop.noise.count ? crop.noise[index] : 0
            for row in y..<min(y + patchPixels, crop.side) {
                for column in x..<min(x + patchPixels, crop.side) {
                    let value = noise * RandomDraws.normals(&random).0
                    result.images[index][column, row] = Float(value)
                }
            }
        }
        return result
    }
}
