import Glibc

/// How sharp a frame is: the larger, the nearer its cells are to the focus.
///
/// The energy of differences four pixels apart, over the frame's own brightness, by the logarithm of
/// each tile and the mean of all tiles: one cell that rounds up and shines counts no more than the
/// tile that it is in. Only figures of the same place at nearly the same time can be compared.
///
/// - Source: the differences are those of J. F. Brenner et al., Journal of Histochemistry and
///   Cytochemistry 24 (1976) 100–111; the tiles are ours.
/// - Complexity: one pass over the pixels; no allocation after the first frame of a size.
package final class FocusMeasure {
    private static let blockEdge = 2
    private static let lag = 2
    /// Blocks.
    private static let tileEdge = 16
    private var blocks: [Float] = []

    package init() {}

    /// - Returns: `nil` for a frame under 64 pixels wide or high, or a dark one.
    package func measure(_ frame: ImageView, offset: Double) -> Double? {
        let columns = frame.width / Self.blockEdge
        let rows = frame.height / Self.blockEdge
        let (tileColumns, tileRows) = (columns / Self.tileEdge, rows / Self.tileEdge)
        guard tileColumns >= 2, tileRows >= 2, offset.isFinite else { return nil }
        if blocks.count != columns * rows { blocks = [Float](repeating: 0, count: columns * rows) }
        BlockMeans.fill(
            &blocks, from: frame, edge: Self.blockEdge, columns: columns, rows: rows)
        var sum = 0.0
        for row in 0..<(tileRows - 1) {
            for column in 0..<(tileColumns - 1) {
                guard
                    let sharpness = sharpness(
                        atRow: row * Self.tileEdge, column: column * Self.tileEdge,
                        columns: columns, offset: Float(offset))
                else { return nil }
                sum += sharpness
            }
        }
        return sum / Double((tileRows - 1) * (tileColumns - 1))
    }

    private func sharpness(
        atRow firstRow: Int, column firstColumn: Int, columns: Int, offset: Float
    ) -> Double? {
        var energy: Float = 0
        var brightness: Float = 0
        blocks.withUnsafeBufferPointer { blocks in
            for row in firstRow..<(firstRow + Self.tileEdge) {
                let start = row * columns + firstColumn
                for place in start..<(start + Self.tileEdge) {
                    let value = blocks[place]
                    let right = blocks[place + Self.lag] - value
                    let below = blocks[place + Self.lag * columns] - value
                    energy += right * right + below * below
                    brightness += value - offset
                }
            }
        }
        guard brightness > 0, energy > 0 else { return nil }
        let mean = Double(brightness) / Double(Self.tileEdge * Self.tileEdge)
        return log(Double(energy) / (mean * mean))
    }
}
