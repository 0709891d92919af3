/// One compact mass of chromatin, in the frame of its cell (µm).
struct Blob: Sendable {
    var u: Float
    var v: Float
    /// Half axes along and across the division axis before turning by `angle`.
    var a: Float
    var b: Float
    var angle: Float
    /// How far the ends bend along u, per µm² of v.
    var bend: Float = 0
    /// Chromatin per µm² relative to an average young interphase nucleus.
    var density: Float
    /// 0: fine interphase texture; 1: condensed threads.
    var condensation: Float
    var contrast: Float
    /// 0 for an ellipse, 1 for a bar.
    var bluntness: Float = 0
    /// Width of the edge in µm.
    var edge: Float = 0.5

    /// Distance from the middle, 1 at the edge.
    @inline(__always)
    func ellipse(_ u: Float, _ v: Float, cos: Float, sin: Float) -> Float {
        let dv = v - self.v
        let du = u - self.u - bend * dv * dv
        let x = (cos * du + sin * dv) / a
        let y = (cos * dv - sin * du) / b
        // Plates of condensed chromosomes have blunt ends.
        return (x * x + y * y * (1 + bluntness * (y * y - 1))).squareRoot()
    }
}
