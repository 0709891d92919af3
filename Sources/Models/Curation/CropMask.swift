/// Which pixels of a crop belong to its cell.
enum CropMask {
    /// The outline grown by `dilation` pixels, without what belongs to other cells.
    ///
    /// - Parameters:
    ///   - labels: Of a square crop, row-major.
    ///   - dilation, radius: In pixels.
    /// - Returns: A disc of `radius` in the middle where no pixel bears `label`.
    static func make(
        labels: [Int32], label: Int32, side: Int, dilation: Double, radius: Double
    ) -> [Bool] {
        var mask = [Bool](repeating: false, count: side * side)
        var isOutlined = false
        if label != 0 {
            for y in 0..<side {
                for x in 0..<side where labels[y * side + x] == label {
                    isOutlined = true
                    guard isRim(labels, x: x, y: y, side: side, label: label) else {
                        mask[y * side + x] = true
                        continue
                    }
                    addDisc(
                        to: &mask, width: side, height: side, x: Double(x), y: Double(y),
                        radius: dilation)
                }
            }
        }
        if !isOutlined {
            let middle = Double(side - 1) / 2
            addDisc(
                to: &mask, width: side, height: side, x: middle, y: middle, radius: radius)
        }
        // Without an outline of its own, whatever is in the middle may be the cell.
        guard isOutlined else { return mask }
        for place in mask.indices where labels[place] != 0 && labels[place] != label {
            mask[place] = false
        }
        return mask
    }

    /// Sets the pixels whose middles are within `radius`.
    static func addDisc(
        to mask: inout [Bool], width: Int, height: Int, x: Double, y: Double, radius: Double
    ) {
        let top = max(0, Int((y - radius).rounded(.up)))
        let bottom = min(height - 1, Int((y + radius).rounded(.down)))
        guard top <= bottom else { return }
        for row in top...bottom {
            let away = Double(row) - y
            let half = max(0, radius * radius - away * away).squareRoot()
            let from = max(0, Int((x - half).rounded(.up)))
            let to = min(width - 1, Int((x + half).rounded(.down)))
            guard from <= to else { continue }
            for column in from...to { mask[row * width + column] = true }
        }
    }

    private static func isRim(
        _ labels: [Int32], x: Int, y: Int, side: Int, label: Int32
    ) -> Bool {
        guard x > 0, y > 0, x < side - 1, y < side - 1 else { return true }
        let place = y * side + x
        return labels[place - 1] != label || labels[place + 1] != label
            || labels[place - side] != label || labels[place + side] != label
    }
}
