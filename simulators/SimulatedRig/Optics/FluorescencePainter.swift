import Glibc

/// Electrons per µm² that each structure gives in a frame, for an average unbleached cell.
struct FluorescenceLevels {
    var nucleus: Float = 0
    var filament: Float = 0
    var cytoplasm: Float = 0
    /// Per µm of thickness, from the cell itself.
    var cell: Float = 0
    var medium: Float = 0
}

/// Paints the light that labels send out, in electrons per pixel, before any blur.
struct FluorescencePainter {
    let outlines: OutlineSet
    let textures: TextureSet

    func paint(_ pose: CellPose, _ levels: FluorescenceLevels, on canvas: Canvas, into plane: Plane)
    {
        let area = Float(canvas.pixel * canvas.pixel)
        let faint = 0.02 / area
        if levels.nucleus * pose.brightness[0] > faint {
            paintChromatin(pose, levels.nucleus * area * pose.brightness[0], canvas, plane)
        }
        let filament = levels.filament * pose.brightness[1]
        let cytoplasm = levels.cytoplasm * pose.brightness[2]
        if filament + cytoplasm + levels.cell > faint {
            paintBody(
                pose, filament: filament * area * (1 - pose.decay),
                cytoplasm: cytoplasm * area * (1 - 0.85 * pose.decay), cell: levels.cell * area,
                canvas, plane)
        }
    }

    private func paintChromatin(_ pose: CellPose, _ level: Float, _ canvas: Canvas, _ plane: Plane)
    {
        let target = plane.base
        for blob in pose.blobs {
            let cos = cosf(blob.angle)
            let sin = sinf(blob.angle)
            let reach = max(blob.a, blob.b) + abs(blob.bend) * blob.b * blob.b + 0.5
            // A soft edge and a domed top lose about this much of a full ellipse.
            let full = level * blob.density * 1.12
            let ramp = min(blob.a, blob.b) / blob.edge
            let smooth = blob.contrast * (1 - blob.condensation)
            let rough = blob.contrast * blob.condensation
            canvas.forEachPixel(
                of: pose, reachU: reach, reachV: reach, centreU: blob.u, centreV: blob.v
            ) { index, u, v in
                let distance = blob.ellipse(u, v, cos: cos, sin: sin)
                guard distance < 1 else { return }
                let tu = u + pose.textureU
                let tv = v + pose.textureV
                var value = 1 + smooth * textures.chromatin.sample(tu, tv)
                if rough > 0.02 { value += rough * textures.threads.sample(tu, tv) }
                let top = 0.75 + 0.25 * (1 - distance * distance)
                target[index] += full * top * min((1 - distance) * ramp, 1) * max(value, 0.1)
            }
        }
    }

    private func paintBody(
        _ pose: CellPose, filament: Float, cytoplasm: Float, cell: Float, _ canvas: Canvas,
        _ plane: Plane
    ) {
        let shape = BodyShape(pose, outlines)
        let reach = pose.reach(outlines.extent)
        let target = plane.base
        let cos = cosf(pose.nucleusAngle)
        let sin = sinf(pose.nucleusAngle)
        let perA = 1 / pose.nucleusA
        let perB = 1 / pose.nucleusB
        let even = cytoplasm / 3 + cell
        let broken = max(pose.fragmentation, 0.8 * pose.roundness)
        canvas.forEachPixel(of: pose, reachU: reach.u, reachV: reach.v) { index, u, v in
            let height = shape.thickness(u, v)
            guard height > 0.01 else { return }
            let x = (cos * u + sin * v) * perA
            let y = (cos * v - sin * u) * perB
            let square = x * x + y * y
            var value = even * height * (square < 1 ? 0.8 : 1)
            if filament > 0 {
                let inside = min(max((square - 0.8) * 2.5, 1 - pose.envelope), 1)
                // The network is dense round the nucleus and thins out to the rim.
                let density = min(height * 0.5, 1.6) * inside / (1 + 0.06 * square)
                let tu = u + pose.textureU
                let tv = v + pose.textureV
                let whole = textures.filaments.sample(tu, tv)
                let pieces = broken > 0.02 ? textures.fragments.sample(tu, tv) : 0
                value += filament * density * (whole + broken * (pieces - whole))
            }
            target[index] += value
        }
    }
}
