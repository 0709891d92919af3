import Testing

@testable import Models

@Suite("Resolution metrics")
struct ResolutionMetricTests {
    @Test("ring correlation agrees with NanoPyx", arguments: [(128, 128), (111, 94)])
    func ring(width: Int, height: Int) throws {
        let oracle = try #require(try MetricOracles.read().ring["\(width)x\(height)"])
        let frames = OracleInputs.frames(width, height)

        let found = try FourierRingCorrelation(frames.0, frames.1)

        let resolution = try #require(found.resolutionPixels)
        #expect(agree(resolution, oracle, relative: 1e-3))
    }

    @Test("equal images correlate at every frequency; blank ones at none")
    func ringExtremes() throws {
        let frame = OracleInputs.frames(64, 64).0
        let same = try FourierRingCorrelation(frame, frame)
        let blank = FloatImage(width: 64, height: 64)

        #expect(same.resolutionPixels == nil)
        #expect(same.correlations.allSatisfy { abs($0 - 1) < 1e-9 })
        let nothing = try FourierRingCorrelation(blank, blank)
        #expect(nothing.correlations.allSatisfy { $0.isFinite })
        #expect(throws: MetricError.self) {
            try FourierRingCorrelation(frame, FloatImage(width: 64, height: 63))
        }
        #expect(throws: MetricError.self) {
            try FourierRingCorrelation(
                FloatImage(width: 15, height: 64), FloatImage(width: 15, height: 64))
        }
    }

    @Test(
        "RSE, RSP and the fit agree with NanoPyx",
        arguments: [(64, 64, 2), (60, 48, 3), (64, 64, 4)])
    func squirrel(width: Int, height: Int, magnification: Int) throws {
        let oracle = try #require(
            try MetricOracles.read().squirrel["\(width)x\(height)x\(magnification)"])
        let images = OracleInputs.squirrel(width, height, magnification: magnification)

        let found = try ResolutionScaledError(
            reference: images.reference, superResolved: images.sharp)

        #expect(agree(found.error, oracle.rse, relative: 1e-3))
        #expect(agree(found.correlation, oracle.rsp, relative: 1e-3))
        #expect(agree(found.sigmaPixels, oracle.sigma, relative: 1e-2))
        #expect(agree(found.alpha, oracle.alpha, relative: 1e-2))
        #expect(agree(found.beta, oracle.beta, relative: 1e-2))
        let mean = found.map.pixels.reduce(0, +) / Float(found.map.pixels.count)
        #expect(agree(Double(mean), oracle.mapMean, relative: 1e-3))
    }

    @Test("an image that was only blurred and scaled is explained in full")
    func explained() throws {
        let sharp = OracleInputs.squirrel(48, 40, magnification: 2).sharp
        var reference = GaussianKernel(sigma: 1.7).blurred(sharp)
        for index in reference.pixels.indices {
            reference.pixels[index] = 2 * reference.pixels[index] + 30
        }

        let found = try ResolutionScaledError(reference: reference, superResolved: sharp)

        #expect(abs(found.sigmaPixels - 1.7) < 0.01)
        #expect(abs(found.alpha - 2) < 0.01)
        #expect(found.correlation > 0.9999)
        let relative = try #require(found.relativeError)
        #expect(relative < 0.01)
    }

    @Test("an invented structure shows in the error map where it is")
    func invented() throws {
        let images = OracleInputs.squirrel(64, 64, magnification: 2)
        var sharp = images.sharp
        for y in 20..<28 { for x in 90..<98 { sharp[x, y] += 400 } }

        let clean = try ResolutionScaledError(
            reference: images.reference, superResolved: images.sharp)
        let found = try ResolutionScaledError(reference: images.reference, superResolved: sharp)

        #expect(found.error > 1.2 * clean.error)
        let worst = found.map.pixels.indices.max { found.map.pixels[$0] < found.map.pixels[$1] }
        let place = try #require(worst)
        #expect((86..<102).contains(place % 128))
        #expect((16..<32).contains(place / 128))
    }

    @Test("a constant image has no correlation; a broken or misfitting one is refused")
    func corners() throws {
        let images = OracleInputs.squirrel(64, 64, magnification: 2)
        let flat = FloatImage(width: 128, height: 128, filledWith: 3)

        let found = try ResolutionScaledError(reference: images.reference, superResolved: flat)

        #expect(found.correlation == 0)
        #expect(found.error.isFinite)
        #expect(throws: MetricError.self) {
            try ResolutionScaledError(
                reference: images.reference, superResolved: FloatImage(width: 128, height: 130))
        }
        var broken = images.sharp
        broken[1, 1] = .nan
        #expect(throws: MetricError.self) {
            try ResolutionScaledError(reference: images.reference, superResolved: broken)
        }
    }
}
