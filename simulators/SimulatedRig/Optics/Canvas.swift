/// Where a frame lies on the specimen, and a way to walk the pixels of a turned box.
struct Canvas {
    var width = 0
    var height = 0
    /// Specimen place of the middle of pixel (0, 0), µm.
    var originX = 0.0
    var originY = 0.0
    var pixel = 0.325

    /// Calls `body` with the index of each pixel in the box of `pose` and its place in the cell.
    @inline(__always)
    func forEachPixel(
        of pose: CellPose, reachU: Float, reachV: Float, centreU: Float = 0, centreV: Float = 0,
        _ body: (_ index: Int, _ u: Float, _ v: Float) -> Void
    ) {
        let spread = abs(pose.sin) * reachU + abs(pose.cos) * reachV
        let centreX = Float(pose.x - originX) + pose.cos * centreU - pose.sin * centreV
        let centreY = Float(pose.y - originY) + pose.sin * centreU + pose.cos * centreV
        let step = Float(pixel)
        let first = max(Int(((centreY - spread) / step).rounded(.up)), 0)
        let last = min(Int(((centreY + spread) / step).rounded(.down)), height - 1)
        guard first <= last else { return }
        for row in first...last {
            let dy = Float(row) * step - centreY
            var low = -Float(width) * step - abs(centreX)
            var high = -low + Float(width) * step
            // |cos·dx + sin·dy| <= reachU and |cos·dy - sin·dx| <= reachV.
            narrow(&low, &high, slope: pose.cos, offset: pose.sin * dy, limit: reachU)
            narrow(&low, &high, slope: -pose.sin, offset: pose.cos * dy, limit: reachV)
            guard low <= high else { continue }
            let left = max(Int(((centreX + low) / step).rounded(.up)), 0)
            let right = min(Int(((centreX + high) / step).rounded(.down)), width - 1)
            guard left <= right else { continue }
            let dx = Float(left) * step - centreX
            var u = pose.cos * dx + pose.sin * dy + centreU
            var v = pose.cos * dy - pose.sin * dx + centreV
            for column in left...right {
                body(row * width + column, u, v)
                u += pose.cos * step
                v -= pose.sin * step
            }
        }
    }

    @inline(__always)
    private func narrow(
        _ low: inout Float, _ high: inout Float, slope: Float, offset: Float, limit: Float
    ) {
        guard abs(slope) > 1e-5 else {
            if abs(offset) > limit { high = low - 1 }
            return
        }
        let one = (-limit - offset) / slope
        let other = (limit - offset) / slope
        low = max(low, min(one, other))
        high = min(high, max(one, other))
    }
}
