import Glibc

/// Separable Gaussian blur in place; edges repeat.
///
/// Narrow kernels are summed directly, wide ones as three boxes of the same variance.
final class GaussianBlur {
    private var kernel: [Float] = []
    private var kernelSigma = -1.0
    private let padded = Plane()
    private let scratch = Plane()

    func apply(_ plane: Plane, sigma: Double) {
        guard sigma > 0.05, plane.width > 0, plane.height > 0 else { return }
        if sigma <= 3 {
            prepareKernel(sigma)
            horizontal(plane)
            vertical(plane)
        } else {
            applyBoxes(plane, sigma)
        }
    }

    /// Blurs with the three boxes that come nearest to the variance of `sigma`.
    private func applyBoxes(_ plane: Plane, _ sigma: Double) {
        // A box of 2r+1 pixels has the variance r(r+1)/3.
        let small = max(Int((sigma * sigma + 0.25).squareRoot() - 0.5), 1)
        let least = Double(small * (small + 1))
        let step = Double((small + 1) * (small + 2)) - least
        let large = Int((3 * (sigma * sigma - least) / step).rounded())
        for box in 0..<3 {
            horizontalBox(plane, box < large ? small + 1 : small)
            verticalBox(plane, box < large ? small + 1 : small)
        }
    }

    private func prepareKernel(_ sigma: Double) {
        guard sigma != kernelSigma else { return }
        kernelSigma = sigma
        let radius = max(Int((3 * sigma).rounded(.up)), 1)
        kernel.removeAll(keepingCapacity: true)
        var total: Float = 0
        for tap in 0...radius {
            // The mean over the pixel, not the value at its middle: right for narrow kernels too.
            let low = (Double(tap) - 0.5) / (sigma * 2.0.squareRoot())
            let high = (Double(tap) + 0.5) / (sigma * 2.0.squareRoot())
            let weight = Float(erf(high) - erf(low))
            kernel.append(weight)
            total += tap == 0 ? weight : 2 * weight
        }
        for tap in kernel.indices { kernel[tap] /= total }
    }

    private func horizontal(_ plane: Plane) {
        let radius = kernel.count - 1
        let width = plane.width
        padded.resize(width: width + 2 * radius, height: 1)
        let line = padded.base
        for y in 0..<plane.height {
            let row = plane.row(y)
            for x in 0..<radius {
                line[x] = row[0]
                line[radius + width + x] = row[width - 1]
            }
            (line + radius).update(from: row, count: width)
            let middle = line + radius
            let centre = kernel[0]
            for x in 0..<width { row[x] = centre * middle[x] }
            for tap in 1...radius {
                let weight = kernel[tap]
                let left = middle - tap
                let right = middle + tap
                for x in 0..<width { row[x] += weight * (left[x] + right[x]) }
            }
        }
    }

    private func vertical(_ plane: Plane) {
        let radius = kernel.count - 1
        let width = plane.width
        let height = plane.height
        // A ring of the rows above, as they were before the blur.
        scratch.resize(width: width, height: radius + 1)
        for y in 0..<height {
            let row = plane.row(y)
            let own = scratch.row(y % (radius + 1))
            own.update(from: row, count: width)
            let centre = kernel[0]
            for x in 0..<width { row[x] = centre * own[x] }
            for tap in 1...radius {
                let above = scratch.row(max(y - tap, 0) % (radius + 1))
                let below = y + tap < height ? plane.row(y + tap) : lastRow(plane, own, y)
                let weight = kernel[tap]
                for x in 0..<width { row[x] += weight * (above[x] + below[x]) }
            }
        }
    }

    /// The unblurred last row, which is already overwritten when `y` is the last.
    private func lastRow(
        _ plane: Plane, _ own: UnsafeMutablePointer<Float>, _ y: Int
    ) -> UnsafeMutablePointer<Float> {
        y == plane.height - 1 ? own : plane.row(plane.height - 1)
    }

    private func horizontalBox(_ plane: Plane, _ radius: Int) {
        let width = plane.width
        padded.resize(width: width, height: 1)
        let line = padded.base
        let share = 1 / Float(2 * radius + 1)
        for y in 0..<plane.height {
            let row = plane.row(y)
            line.update(from: row, count: width)
            var sum = Float(0)
            for x in -radius...radius { sum += line[min(max(x, 0), width - 1)] }
            for x in 0..<width {
                row[x] = sum * share
                sum += line[min(x + radius + 1, width - 1)] - line[max(x - radius, 0)]
            }
        }
    }

    private func verticalBox(_ plane: Plane, _ radius: Int) {
        let width = plane.width
        let height = plane.height
        // A ring of the rows above as they were, and the running sums.
        scratch.resize(width: width, height: radius + 2)
        let sums = scratch.row(radius + 1)
        let share = 1 / Float(2 * radius + 1)
        sums.update(repeating: 0, count: width)
        for y in -radius...radius {
            let row = plane.row(min(max(y, 0), height - 1))
            for x in 0..<width { sums[x] += row[x] }
        }
        for y in 0..<height {
            let row = plane.row(y)
            scratch.row(y % (radius + 1)).update(from: row, count: width)
            for x in 0..<width { row[x] = sums[x] * share }
            guard y < height - 1 else { return }
            let leaving = scratch.row(max(y - radius, 0) % (radius + 1))
            let entering = plane.row(min(y + radius + 1, height - 1))
            for x in 0..<width { sums[x] += entering[x] - leaving[x] }
        }
    }
}
