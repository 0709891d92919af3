/// How much of a frame lies at the camera's largest value, where nothing brighter can be told.
package enum Overexposure {
    /// Above this share of a ceiling's brightness on average, a cell that shines reaches it.
    private static let mostBrightness = 0.75
    private static let mostShare = 0.05
    /// Fewer pixels may be at the largest value by chance.
    private static let leastCount = 100
    private static let enoughRows = 512

    /// The share of pixels at the camera's largest value, where that is more than 5 % or the frame
    /// is so bright on average that what shines has no room below it.
    ///
    /// Nobody has to know the camera's range. Brightness fades out upwards: of a frame's largest
    /// value there are fewer pixels than of the one below. Where there are more, it is a ceiling.
    ///
    /// - Parameter offset: Grey value of no light.
    /// - Returns: 0 to 1; `nil` for a frame that is not overexposed.
    /// - Complexity: two passes over the pixels; of large frames over some hundreds of their rows.
    package static func share(of frame: ImageView, offset: Double) -> Double? {
        let rows = stride(from: 0, to: frame.height, by: max(1, frame.height / enoughRows)).map {
            frame.pixels[$0 * frame.width..<($0 + 1) * frame.width]
        }
        var top: UInt16 = 0
        var sum: UInt64 = 0
        for row in rows {
            for pixel in row {
                top = max(top, pixel)
                sum &+= UInt64(pixel)
            }
        }
        var (atTop, below) = (0, 0)
        for row in rows {
            for pixel in row {
                atTop &+= pixel == top ? 1 : 0
                below &+= pixel == top &- 1 ? 1 : 0
            }
        }
        let ceiling = Double(top) - offset
        guard ceiling > 0, atTop >= leastCount, atTop > below else { return nil }
        let count = Double(rows.count * frame.width)
        let share = Double(atTop) / count
        let brightness = (Double(sum) / count - offset) / ceiling
        return share > mostShare || brightness > mostBrightness ? share : nil
    }
}
