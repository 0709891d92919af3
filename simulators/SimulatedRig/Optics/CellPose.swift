import Glibc

/// How one cell looks at one moment: everything that the painters need.
struct CellPose {
    var x = 0.0
    var y = 0.0
    var cos: Float = 1
    var sin: Float = 0
    var isSpindle = false
    /// Half axes of the spread part, µm.
    var length: Float = 0
    var width: Float = 0
    var firstOutline = 0
    var secondOutline = 0
    var outlineBlend: Float = 0
    /// 0 flat on the glass, 1 a ball.
    var roundness: Float = 0
    /// Radius of the ball, or of each of its two lobes.
    var lobeRadius: Float = 0
    /// Half the distance between the lobes.
    var lobeDistance: Float = 0
    var mirror: Float = 1
    var textureU: Float = 0
    var textureV: Float = 0
    /// Nucleus or chromosomes.
    var blobs: [Blob] = []
    /// Half axes of the nucleus that the cytoplasm bulges over.
    var nucleusA: Float = 1
    var nucleusB: Float = 1
    var nucleusAngle: Float = 0
    /// 1 with a nuclear envelope, 0 without.
    var envelope: Float = 1
    var blebs: [Bleb] = []
    /// How far the filaments have broken into pieces.
    var fragmentation: Float = 0
    /// 0 alive, 1 dead remains.
    var decay: Float = 0
    /// What a flash multiplies the organelle's brightness by now; 1 outside of flashes.
    var flashLevel = 1.0
    /// Share that still shines of the label that bleached most.
    var labelLeft = 1.0
    /// Amount of the nuclear label, bleached or not, relative to an average cell.
    var nucleusLevel = 1.0
    /// Label brightness now, relative to an average unbleached cell.
    var brightness: SIMD4<Float> = .zero
    var phase = CellPhase.interphase
    var id = 0
    var seed: UInt64 = 0

    struct Bleb {
        var u: Float
        var v: Float
        var radius: Float
    }

    /// Half the size of the box, turned with the cell, that holds all of it.
    ///
    /// - Parameter extent: Half the size of the spread shape, in half axes.
    func reach(_ extent: (u: Float, v: Float)) -> (u: Float, v: Float) {
        let ball = lobeRadius * 1.3 + 1
        let flat: Float = roundness < 0.98 ? 1.02 : 0
        let bulge = blebs.reduce(0) { max($0, max(abs($1.u), abs($1.v)) + $1.radius) }
        return (
            max(flat * extent.u * length, ball + lobeDistance, bulge),
            max(flat * extent.v * width, ball, bulge)
        )
    }
}
