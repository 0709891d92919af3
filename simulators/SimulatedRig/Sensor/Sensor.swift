/// Turns mean electrons into counts, with the faults that this one sensor has in every pixel.
final class Sensor {
    let settings: SensorSettings
    private let tables = NoiseTables()
    private let offsets: Plane
    private let gains: Plane
    private let noises: Plane
    /// One row of caught electrons, and one of read noise relative to its spread.
    private let line = Plane()

    init(_ settings: SensorSettings, seed: UInt64) {
        self.settings = settings
        offsets = Plane(width: settings.width, height: settings.height)
        gains = Plane(width: settings.width, height: settings.height)
        noises = Plane(width: settings.width, height: settings.height)
        makeMaps(SplitMix64(seed: seed, part: 0x5E45))
    }

    /// The truth about one pixel: offset in counts, counts per electron, read noise in electrons.
    func pixel(x: Int, y: Int) -> (offset: Float, gain: Float, readNoise: Float) {
        (offsets.row(y)[x], gains.row(y)[x], noises.row(y)[x])
    }

    /// Reads out `region`, whose `mean` electrons are given row by row.
    ///
    /// - Parameter dark: Electrons per pixel from the dark current.
    func read(
        _ mean: Plane, region: SensorRegion, dark: Float, noise: SplitMix64,
        into pixels: UnsafeMutablePointer<UInt16>
    ) {
        var random = noise
        line.resize(width: region.width, height: 2)
        let electrons = line.row(0)
        let read = line.row(1)
        let ceiling = Float(settings.fullWellElectrons)
        let highest = Float(1 << settings.bits - 1)
        for row in 0..<region.height {
            let start = (region.y + row) * settings.width + region.x
            let offset = offsets.base + start
            let gain = gains.base + start
            let spread = noises.base + start
            let light = mean.row(row)
            let target = pixels + row * region.width
            let rowNoise = Float(settings.rowNoise) * tables.normal(random.next())
            for column in 0..<region.width {
                let word = random.next()
                electrons[column] = min(tables.poisson(light[column] + dark, word), ceiling)
                read[column] = tables.normal(word >> 50)
            }
            for column in 0..<region.width {
                let caught = electrons[column] + spread[column] * read[column] + rowNoise
                let counts = min(max(offset[column] + gain[column] * caught, 0), highest)
                target[column] = UInt16(truncatingIfNeeded: nearestIndex(counts))
            }
        }
    }

    private func makeMaps(_ seeded: SplitMix64) {
        var random = seeded
        let gain = 1 / settings.electronsPerCount
        // Enough different read noises, sorted from quiet to hot.
        let ladder = (0..<4096).map { step -> Float in
            let share = (Double(step) + 0.5) / 4096
            return Float(settings.readNoise * SensorSettings.relativeNoise(share))
        }
        for index in 0..<offsets.count {
            let word = random.next()
            offsets.base[index] = Float(
                settings.offset + settings.offsetSpread * Double(tables.normal(word)))
            gains.base[index] = Float(
                gain * (1 + settings.gainSpread * Double(tables.normal(word >> 12))))
            noises.base[index] = ladder[Int(word >> 28 & 4095)]
        }
    }
}
