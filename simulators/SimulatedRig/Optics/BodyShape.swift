/// Thickness of a cell at a place in its own frame, ready for many pixels.
///
/// Only one may be in use at a time: its outline is drawn in the shared set.
struct BodyShape {
    private let outlines: OutlineSet
    private let perLength: Float
    private let perWidth: Float
    private let flat: Float
    private let dome: Float
    private let perDomeA: Float
    private let perDomeB: Float
    private let round: Float
    private let ball: Float
    private let apart: Float
    private let blebs: [CellPose.Bleb]

    init(_ pose: CellPose, _ outlines: OutlineSet) {
        self.outlines = outlines
        if pose.roundness < 0.99 { outlines.draw(pose) }
        perLength = 1 / max(pose.length, 0.1)
        perWidth = pose.mirror / max(pose.width, 0.1)
        let spread = 1 - pose.roundness
        flat = 2.6 * spread
        dome = 2.4 * spread * (1 + 0.4 * pose.roundness)
        perDomeA = 1 / (1.5 * pose.nucleusA + 1)
        perDomeB = 1 / (1.5 * pose.nucleusB + 1)
        round = 2 * pose.roundness
        // Before it is a ball, a rounding cell is a flatter, wider cap.
        let radius = pose.lobeRadius * (1 + 0.25 * spread)
        ball = radius * radius
        apart = pose.lobeDistance
        blebs = pose.blebs
    }

    /// µm.
    @inline(__always)
    func thickness(_ u: Float, _ v: Float) -> Float {
        var height: Float = 0
        if flat > 0.02 {
            let sheet = outlines.sample(u * perLength, v * perWidth)
            let x = u * perDomeA
            let y = v * perDomeB
            let fall = 1 / (1 + x * x + y * y)
            height = flat * sheet + dome * fall * fall * min(sheet * 4, 1)
        }
        if round > 0.02 {
            let along = abs(u) - apart
            let rest = ball - along * along - v * v
            if rest > 0 { height = max(height, round * rest.squareRoot()) }
        }
        for bleb in blebs {
            let du = u - bleb.u
            let dv = v - bleb.v
            let rest = bleb.radius * bleb.radius - du * du - dv * dv
            if rest > 0 { height = max(height, 2 * rest.squareRoot()) }
        }
        return height
    }
}
