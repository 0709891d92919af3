/// Flattens noise and keeps edges: the image nearest to the given one with little total variation.
///
/// It minimises half the squared difference plus `weight` times the total variation.
///
/// - Source: A. Chambolle, Journal of Mathematical Imaging and Vision 20 (2004) 89–97.
package struct TotalVariationFilter: Sendable {
    /// In the units of the image's values; larger is flatter.
    package let weight: Double
    package let iterationCount: Int
    /// Largest step with which the iteration is seen to converge; the proof asks for half of it.
    private static let step: Float = 0.25

    /// - Parameters:
    ///   - weight: Above 0; for noise of standard deviation 1 about 1.
    ///   - iterationCount: 30 are enough for noise; thousands reach the minimum.
    package init(weight: Double, iterationCount: Int = 30) {
        precondition(weight > 0 && weight.isFinite && iterationCount > 0, "a weight above 0")
        self.weight = weight
        self.iterationCount = iterationCount
    }

    package func apply(to image: FloatImage) -> FloatImage {
        let width = image.width
        let height = image.height
        guard !image.pixels.isEmpty else { return image }
        var result = image
        let count = image.pixels.count
        image.pixels.withUnsafeBufferPointer { source in
            result.pixels.withUnsafeMutableBufferPointer { result in
                // One row more, so that the row above the first is one of zeros.
                withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * (count + width)) {
                    flow in
                    flow.initialize(repeating: 0)
                    guard let source = source.baseAddress, let result = result.baseAddress,
                        let flow = flow.baseAddress
                    else { return }
                    let field = Field(
                        source: source, result: result, across: flow + width,
                        down: flow + 2 * width + count, width: width, height: height)
                    let weight = Float(weight)
                    for _ in 0..<iterationCount {
                        field.subtractDivergence(weight: weight)
                        field.advance(step: Self.step / weight)
                    }
                    field.subtractDivergence(weight: weight)
                }
            }
        }
        return result
    }

    /// The image and the flow between its pixels, whose divergence is what gets taken away.
    private struct Field {
        let source: UnsafePointer<Float>
        let result: UnsafeMutablePointer<Float>
        let across: UnsafeMutablePointer<Float>
        let down: UnsafeMutablePointer<Float>
        let width: Int
        let height: Int

        /// The result is the source plus `weight` times the flow's divergence.
        func subtractDivergence(weight: Float) {
            for row in 0..<height {
                let start = row * width
                let source = source + start
                let result = result + start
                let across = across + start
                let down = down + start
                let above = down - width
                result[0] = source[0] + weight * (across[0] + down[0] - above[0])
                for x in stride(from: 1, to: width, by: 1) {
                    let divergence = across[x] - across[x - 1] + down[x] - above[x]
                    result[x] = source[x] + weight * divergence
                }
            }
        }

        /// Moves the flow along the result's slope and keeps its length at most 1.
        func advance(step: Float) {
            for row in 0..<height {
                let start = row * width
                let result = result + start
                let across = across + start
                let down = down + start
                let below = row + 1 < height ? result + width : result
                for x in 0..<(width - 1) {
                    let right = (result[x + 1] - result[x]) * step
                    let under = (below[x] - result[x]) * step
                    let scale = 1 / (1 + (right * right + under * under).squareRoot())
                    across[x] = (across[x] + right) * scale
                    down[x] = (down[x] + under) * scale
                }
                let last = width - 1
                let under = (below[last] - result[last]) * step
                down[last] = (down[last] + under) / (1 + abs(under))
            }
        }
    }
}
