import Glibc

/// Paints what phase contrast sees: the optical path in radians, and the fine detail apart.
struct PhasePainter {
    let outlines: OutlineSet
    let textures: TextureSet
    /// Radians per µm of cell: index difference 0.03 at 660 nm.
    private static let radiansPerMicrometer: Float = 0.285

    /// Adds the cell to `path` (radians) and `ink` (relative darkening).
    func paint(_ pose: CellPose, on canvas: Canvas, path: Plane, ink: Plane) {
        let shape = BodyShape(pose, outlines)
        let reach = pose.reach(outlines.extent)
        let cos = cosf(pose.nucleusAngle)
        let sin = sinf(pose.nucleusAngle)
        let perA = 1 / pose.nucleusA
        let perB = 1 / pose.nucleusB
        let membrane = pose.envelope * (1 - 0.7 * pose.roundness)
        let density = Self.radiansPerMicrometer * (1 - 0.45 * pose.decay)
        let grain = 0.05 + 0.03 * pose.fragmentation + 0.2 * pose.decay
        let thread = 0.035 * (1 - pose.fragmentation) * (1 - pose.roundness)
        let pathBase = path.base
        let inkBase = ink.base
        canvas.forEachPixel(of: pose, reachU: reach.u, reachV: reach.v) { index, u, v in
            let height = shape.thickness(u, v)
            guard height > 0.01 else { return }
            let x = (cos * u + sin * v) * perA
            let y = (cos * v - sin * u) * perB
            let square = x * x + y * y
            var radians = density * height
            var dark: Float = 0
            let tu = u + pose.textureU
            let tv = v + pose.textureV
            let outside = min(max((square - 0.75) * 3, 0), 1)
            let thick = min(height * 0.35, 1)
            dark += grain * textures.granules.sample(tu, tv) * thick * max(outside, 1 - membrane)
            if thread > 0.004 {
                dark += thread * (textures.filaments.sample(tu, tv) - 1) * outside * thick
            }
            if square < 1.5, membrane > 0.02 {
                radians -= membrane * 0.3 * (1 - outside)
                let rim = (square - 0.95) * 5
                dark += membrane * 0.09 / (1 + rim * rim)
            }
            pathBase[index] += radians
            inkBase[index] += dark
        }
        paintNucleoli(pose, canvas, ink, strength: 0.2 * membrane)
        paintChromosomes(pose, canvas, ink)
    }

    private func paintNucleoli(_ pose: CellPose, _ canvas: Canvas, _ ink: Plane, strength: Float) {
        guard strength > 0.01, pose.decay < 0.5 else { return }
        let target = ink.base
        var random = SplitMix64(seed: pose.seed ^ 0x0C1E)
        for _ in 0..<(2 + Int(random.next() % 3)) {
            let angle = Float(random.uniform(0...6.28))
            let away = Float(random.uniform(0.1...0.55))
            let radius = Float(random.uniform(0.7...1.4))
            let u = pose.nucleusA * away * cosf(angle)
            let v = pose.nucleusB * away * sinf(angle)
            let reach = 2.2 * radius
            canvas.forEachPixel(of: pose, reachU: reach, reachV: reach, centreU: u, centreV: v) {
                index, atU, atV in
                let du = (atU - u) / radius
                let dv = (atV - v) / radius
                let square = du * du + dv * dv
                target[index] += strength / (1 + square * square * square)
            }
        }
    }

    /// Condensed chromosomes are dense: a dark bar in the bright round cell.
    private func paintChromosomes(_ pose: CellPose, _ canvas: Canvas, _ ink: Plane) {
        let target = ink.base
        for blob in pose.blobs where blob.condensation > 0.1 {
            let cos = cosf(blob.angle)
            let sin = sinf(blob.angle)
            let reach = max(blob.a, blob.b) + abs(blob.bend) * blob.b * blob.b + 0.5
            let strength = 0.06 + 0.34 * pose.roundness * pose.roundness
            let ramp = min(blob.a, blob.b) / 0.9
            let rough = blob.contrast * blob.condensation * 0.5
            canvas.forEachPixel(
                of: pose, reachU: reach, reachV: reach, centreU: blob.u, centreV: blob.v
            ) { index, u, v in
                let distance = blob.ellipse(u, v, cos: cos, sin: sin)
                guard distance < 1 else { return }
                let texture = textures.threads.sample(u + pose.textureU, v + pose.textureV)
                let solid = min((1 - distance) * ramp, 1) * blob.condensation
                target[index] += strength * solid * max(1 + rough * texture, 0)
            }
        }
    }
}
