/// A wide, soft copy of a picture: made small, blurred there, and read back row by row.
final class WideBlur {
    private static let step = 8
    private let small = Plane()
    private let blur = GaussianBlur()
    private let line = Plane()
    private var sourceWidth = 0

    /// Takes in `plane`, blurred with `sigma` pixels.
    func take(_ plane: Plane, sigma: Double) {
        let step = Self.step
        sourceWidth = plane.width
        small.resize(
            width: (plane.width + step - 1) / step, height: (plane.height + step - 1) / step)
        line.resize(width: plane.width, height: 1)
        for smallY in 0..<small.height {
            let first = smallY * step
            let last = min(first + step, plane.height)
            line.base.update(from: plane.row(first), count: plane.width)
            let sums = line.base
            for y in (first + 1)..<max(last, first + 1) {
                let row = plane.row(y)
                for x in 0..<sourceWidth { sums[x] += row[x] }
            }
            collect(into: small.row(smallY), rows: last - first)
        }
        // The two ends of the way, averaging and interpolating, blur a little already.
        let own = 1.0 / 12 + 1.0 / 6
        let wanted = sigma / Double(step)
        blur.apply(small, sigma: max(wanted * wanted - own, 0.01).squareRoot())
    }

    private func collect(into target: UnsafeMutablePointer<Float>, rows: Int) {
        let step = Self.step
        let sums = line.base
        for smallX in 0..<small.width {
            let first = smallX * step
            let last = min(first + step, sourceWidth)
            var sum = Float(0)
            for x in first..<last { sum += sums[x] }
            target[smallX] = sum / Float((last - first) * rows)
        }
    }

    /// The blurred row `y`, valid until the next call.
    func row(_ y: Int) -> UnsafeMutablePointer<Float> {
        let step = Self.step
        let scale = 1 / Float(step)
        let place = max((Float(y) + 0.5) * scale - 0.5, 0)
        let above = min(Int(place), small.height - 1)
        let below = min(above + 1, small.height - 1)
        let part = min(place - Float(above), 1)
        let target = line.base
        let top = small.row(above)
        let bottom = small.row(below)
        var left = top[0] + part * (bottom[0] - top[0])
        var x = 0
        let half = step / 2
        while x < min(half, sourceWidth) {
            target[x] = left
            x += 1
        }
        for column in 1..<max(small.width, 1) {
            let right = top[column] + part * (bottom[column] - top[column])
            let slope = (right - left) * scale
            let end = min(x + step, sourceWidth)
            for offset in 0..<(end - x) {
                target[x + offset] = left + slope * (Float(offset) + 0.5)
            }
            x = end
            left = right
        }
        while x < sourceWidth {
            target[x] = left
            x += 1
        }
        return target
    }
}
