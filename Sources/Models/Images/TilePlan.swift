/// How a large image is cut into tiles that a network sees one at a time, without a seam.
///
/// Tiles overlap; of each only the core is kept, and the cores cover the image exactly once.
/// Nothing is averaged: where the overlap is at least the network's reach, the tiled result equals
/// that of the whole image.
///
/// - Source: CARE's rule, crop and do not average.
package struct TilePlan: Sendable, Equatable {
    /// Size of the image in pixels.
    package let width: Int
    package let height: Int
    /// From left to right, then from top to bottom.
    package let tiles: [Tile]

    /// - Parameters:
    ///   - tile: Longest side of a tile in pixels, a multiple of `multiple`.
    ///   - overlap: Pixels that a core keeps from its tile's border, except at the image's.
    ///   - multiple: What a tile's origin is a multiple of: 2 to the network's depth.
    ///
    /// A tile at the image's right or lower border may lack up to `multiple - 1` pixels; pad it to
    /// the multiple as the whole image would be. Then all tiles have one shape.
    package init(width: Int, height: Int, tile: Int, overlap: Int, multiple: Int) {
        precondition(width > 0 && height > 0 && multiple > 0 && overlap >= 0, "sizes are positive")
        precondition(tile % multiple == 0, "a tile's side is a multiple")
        precondition(
            tile >= 2 * overlap + 2 * multiple || tile >= max(width, height),
            "a tile is larger than its overlaps")
        self.width = width
        self.height = height
        let columns = Self.spans(length: width, tile: tile, overlap: overlap, multiple: multiple)
        let rows = Self.spans(length: height, tile: tile, overlap: overlap, multiple: multiple)
        tiles = rows.flatMap { row in
            columns.map { column in
                Tile(
                    x: column.start, y: row.start, width: column.length, height: row.length,
                    core: Tile.Core(
                        x: column.coreStart, y: row.coreStart, width: column.coreLength,
                        height: row.coreLength))
            }
        }
    }

    /// One tile along one axis.
    private struct Span {
        let start: Int
        let length: Int
        let coreStart: Int
        let coreLength: Int
    }

    private static func spans(length: Int, tile: Int, overlap: Int, multiple: Int) -> [Span] {
        var spans: [Span] = []
        var covered = 0
        while covered < length {
            // The last origin that leaves the whole overlap before the core.
            var start = max(0, covered - overlap) / multiple * multiple
            let end = min(start + tile, length)
            if end == length {
                // Padded to the multiple, the last tile then has the shape of the others.
                start = max(0, (length - tile + multiple - 1) / multiple * multiple)
            }
            let coreEnd = end == length ? length : end - overlap
            spans.append(
                Span(
                    start: start, length: end - start, coreStart: covered,
                    coreLength: coreEnd - covered))
            covered = coreEnd
        }
        return spans
    }
}
