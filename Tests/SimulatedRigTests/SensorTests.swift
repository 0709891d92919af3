import Testing

@testable import SimulatedRig

@Suite("Sensor")
struct SensorTests {
    private static let side = 64

    @Test(
        "mean and variance of the counts follow offset, gain, shot and read noise",
        arguments: [0, 0.4, 3, 12.3, 19.9, 25, 400, 20_000] as [Float])
    func noiseStatistics(electrons: Float) {
        let sensor = makeSensor()
        let mean = Plane(width: Self.side, height: Self.side)
        mean.fill(electrons)
        var sum = 0.0
        var squares = 0.0
        var expected = 0.0
        let frames = 60

        for frame in 0..<frames {
            let counts = read(sensor, mean, frame: frame)
            for y in 0..<Self.side {
                for x in 0..<Self.side {
                    let truth = sensor.pixel(x: x, y: y)
                    let count = Float(counts[y * Self.side + x])
                    let error = Double((count - truth.offset) / truth.gain - electrons)
                    sum += error
                    squares += error * error
                    // Shot, read and row noise, and the rounding to whole counts.
                    expected += Double(electrons + truth.readNoise * truth.readNoise)
                    expected += 0.04 + 1 / 12.0 / Double(truth.gain * truth.gain)
                }
            }
        }

        let samples = Double(frames * Self.side * Self.side)
        let variance = expected / samples
        #expect(abs(sum / samples) < 5 * (variance / samples).squareRoot() + 0.015)
        #expect(abs(squares / expected - 1) < 0.03)
    }

    @Test("few electrons come in the shares that Poisson's law gives")
    func poissonShares() {
        let tables = NoiseTables()
        var random = SplitMix64(seed: 5)
        var counts = [0, 0, 0, 0, 0]
        for _ in 0..<200_000 {
            let drawn = Int(tables.poisson(1.0625, random.next()))
            if drawn < counts.count { counts[drawn] += 1 }
        }

        // exp(-1.0625) * 1.0625^n / n!
        for (count, share) in zip(counts, [0.34559, 0.36719, 0.19507, 0.06909, 0.01835]) {
            #expect(abs(Double(count) / 200_000 - share) < 0.005)
        }
    }

    @Test("read noise has a median near 1 and a long tail")
    func readNoiseTail() {
        let sensor = makeSensor(side: 256)
        let noises = (0..<(256 * 256)).map { sensor.pixel(x: $0 % 256, y: $0 / 256).readNoise }
            .sorted()

        #expect((0.95...1.05).contains(noises[noises.count / 2]))
        #expect((0.005...0.05).contains(Double(noises.count { $0 > 2.5 }) / 65_536))
        #expect((10...25).contains(noises[noises.count - 1]))
    }

    @Test("a flood of light saturates at the full well and stays within 16 bits")
    func saturation() {
        let sensor = makeSensor()
        let mean = Plane(width: Self.side, height: Self.side)
        mean.fill(1e6)

        let counts = read(sensor, mean, frame: 0)

        let level = counts.reduce(0.0) { $0 + Double($1) } / Double(counts.count)
        #expect(abs(level - 65_317) < 400)
        #expect(counts.allSatisfy { $0 > 60_000 })
        // The full well ends most pixels; the 16 bits only those of high gain.
        #expect((0.25...0.5).contains(Double(counts.count { $0 == .max }) / Double(counts.count)))
    }

    @Test("12 bits end at 4095")
    func bits() {
        var settings = SensorSettings()
        settings.width = Self.side
        settings.height = Self.side
        settings.bits = 12
        let mean = Plane(width: Self.side, height: Self.side)
        mean.fill(20_000)

        let counts = read(Sensor(settings, seed: 1), mean, frame: 0)

        #expect(counts.allSatisfy { $0 == 4095 })
    }

    @Test("a region reads the faults of its own pixels")
    func regionUsesItsPixels() {
        let sensor = makeSensor()
        let region = SensorRegion(x: 24, y: 17, width: 16, height: 8)
        let mean = Plane(width: 16, height: 8)
        mean.fill(0)
        var sums = [Double](repeating: 0, count: 128)
        for frame in 0..<400 {
            let counts = read(sensor, mean, region: region, frame: frame)
            for (index, count) in counts.enumerated() { sums[index] += Double(count) / 400 }
        }

        for y in 0..<8 {
            for x in 0..<16 {
                let truth = sensor.pixel(x: 24 + x, y: 17 + y)
                let tolerance = 0.1 + 0.5 * Double(truth.readNoise)
                #expect(abs(sums[y * 16 + x] - Double(truth.offset)) < tolerance)
            }
        }
    }

    private func makeSensor(side: Int = side) -> Sensor {
        var settings = SensorSettings()
        settings.width = side
        settings.height = side
        return Sensor(settings, seed: 11)
    }

    private func read(
        _ sensor: Sensor, _ mean: Plane, region: SensorRegion? = nil, frame: Int
    ) -> [UInt16] {
        let region =
            region ?? SensorRegion(x: 0, y: 0, width: mean.width, height: mean.height)
        var pixels = [UInt16](repeating: 0, count: region.pixelCount)
        pixels.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let noise = SplitMix64(seed: 3, part: UInt64(frame))
            sensor.read(mean, region: region, dark: 0, noise: noise, into: base)
        }
        return pixels
    }
}
