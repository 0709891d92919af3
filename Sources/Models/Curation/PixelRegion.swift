/// A rectangle of whole pixels.
package struct PixelRegion: Sendable, Hashable, Codable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// Whether a pixel's middle at (`x`, `y`) lies inside.
    package func contains(x column: Double, y row: Double) -> Bool {
        column > Double(x) - 0.5 && column <= Double(x + width) - 0.5
            && row > Double(y) - 0.5 && row <= Double(y + height) - 0.5
    }
}
