import Testing

@testable import Learning
@testable import Models

@Suite("What a trained restoration knows of its errors")
struct TrustTrainingTests {
    private static let side = 96

    /// Expected electrons of smooth bright spots on a ground of 20.
    private static func field(_ seed: UInt64) -> [Float] {
        var random = SplitMix64(seed: seed)
        var pixels = [Float](repeating: 20, count: side * side)
        for _ in 0..<6 {
            let (x, y) = (Double(random.next() % 96), Double(random.next() % 96))
            let height = 150 + Double(random.next() % 150)
            for place in pixels.indices {
                let (dx, dy) = (Double(place % side) - x, Double(place / side) - y)
                let square = dx * dx + dy * dy
                // A parabola's square: smooth, and no farther than 9 pixels.
                let part = max(0, 1 - square / 81)
                pixels[place] += Float(height * part * part)
            }
        }
        return pixels
    }

    /// Camera frames of offset 100 and 0.5 electrons per grey value, with the truth.
    private static func folder() throws -> SampleFolder {
        let folder = try SampleFolder()
        var table =
            "frame,position,seconds,channel,kind,file,pixel_um,offset,electrons_per_count,"
            + "read_noise\n"
        for position in 0..<12 {
            var random = SplitMix64(seed: UInt64(500 + position))
            let truth = field(UInt64(position))
            let greys = truth.map {
                100 + Float(RandomDraws.poisson(mean: Double($0), &random)) / 0.5
            }
            let name = "p\(position)"
            try folder.writeFloats("\(name).tif", greys, width: side, height: side)
            try folder.writeFloats("\(name)-truth.tif", truth, width: side, height: side)
            table += "\(name),\(name),0,spots,frame,\(name).tif,0.325,100,0.5,1\n"
            table += "\(name),\(name),0,spots,truth,\(name)-truth.tif,0.325,,,\n"
        }
        try folder.write("frames.csv", table)
        return folder
    }

    /// The package of a short training, as read back from its file.
    private static func trained(memberCount: Int = 1) throws -> ModelPackage {
        let folder = try Self.folder()
        let results = try SampleFolder()
        var request = TrainingRequest(
            kind: .restore, sources: [folder.path], output: results.file("restore.zip"))
        request.stepCount = 40
        request.widths = [8, 8]
        request.memberCount = memberCount
        _ = try TrainingJob(request, seconds: { 0 }, report: { _ in true })
            .run { _, _ in "# Card\n" }
        return try ModelPackage.read(request.output)
    }

    @Test("is in its package: range of frames, intervals that hold, a noise test")
    func calibration() throws {
        let package = try Self.trained()

        let trust = try #require(try package.trustCalibration())
        #expect(trust.noise != nil)
        #expect(trust.input.pixelMicrometers?.low == 0.325)
        let factor = try #require(trust.conformal?.factor(coverage: 0.9)?.value)
        let predictor = try PackagePredictor(package)
        var random = SplitMix64(seed: 9)
        var (inside, count) = (0, 0)
        for seed in 100..<110 {
            let truth = FloatImage(
                width: Self.side, height: Self.side,
                pixels: Self.field(UInt64(seed)).map { $0 / 8 })
            let low = LightReduction(share: 1, readNoise: 1).frame(of: truth, random: &random)
            let answers = try predictor.run([low])
            for index in truth.pixels.indices {
                let away = abs(truth.pixels[index] - answers[0].image.pixels[index])
                inside += Double(away) <= factor * Double(answers[1].image.pixels[index]) ? 1 : 0
                count += 1
            }
        }
        let coverage = Double(inside) / Double(count)
        #expect((0.75...0.99).contains(coverage), "\(coverage)")
    }

    @Test("an ensemble is one package that says where its members differ")
    func ensemble() throws {
        let package = try Self.trained(memberCount: 2)

        let predictor = try PackagePredictor(package)
        #expect(predictor.outputChannels == ["mean", "scale", "disagreement"])
        #expect(try package.trustCalibration()?.conformal != nil)
        let frame = FloatImage(width: Self.side, height: Self.side, pixels: Self.field(300))
        let answers = try predictor.run([frame])
        let alone = try PackagePredictor(Self.trained()).run([frame])
        #expect(answers[2].image.pixels.allSatisfy { $0 >= 0 })
        #expect(answers[2].image.pixels.reduce(0, +) > 0)
        // No offset is added to it: it is small beside the frame's background.
        #expect(answers[2].image.pixels.max() ?? 100 < 100)
        #expect(answers[0].image != alone[0].image)
    }

    @Test("what it sees in blank and saturated frames is unlike what it learnt from")
    func strange() throws {
        let folder = try Self.folder()
        let frames = try TrainingSource.read(folder.path).frames
        let package = try Self.trained()
        let evaluation = try #require(try StrangeFrameEvaluation(package, channels: nil))

        let figures = try evaluation.run(frames, strangers: [])

        #expect(figures.count == StrangeFrameEvaluation.Shift.allCases.count)
        for name in ["blank", "saturated"] {
            let figure = try #require(figures.first { $0.name.hasSuffix(name) })
            #expect(figure.value >= 0.9, "\(name): \(figure.value)")
        }
        // The same frames are not strange to it.
        let same = try evaluation.run(frames, strangers: frames)
        let own = try #require(same.first { $0.name.hasSuffix("given as strange") })
        #expect((0.25...0.75).contains(own.value), "\(own.value)")
    }

    @Test("a frame unlike those of the training is not trusted, one like them is")
    func strangers() throws {
        let calibration = try #require(try Self.trained().trustCalibration())
        let trust = FrameTrust(calibration)
        func verdict(_ pixels: [Float], pixelMicrometers: Double = 0.325) throws
            -> TrustReport.Verdict
        {
            let frame = FloatImage(width: Self.side, height: Self.side, pixels: pixels)
            return try trust.assess(
                raw: frame, restored: nil, scale: nil, features: nil,
                calibration: SensorCalibration(
                    offset: 0, electronsPerGrey: 0.5, readNoiseElectrons: 1),
                pixelMicrometers: pixelMicrometers
            ).verdict
        }
        var random = SplitMix64(seed: 4)
        let truth = FloatImage(width: Self.side, height: Self.side, pixels: Self.field(200))
        let usual = LightReduction(share: 0.3, readNoise: 1).frame(of: truth, random: &random)

        #expect(try verdict(usual.pixels) == .pass)
        #expect(try verdict(usual.pixels, pixelMicrometers: 0.11) != .pass)
        #expect(try verdict([Float](repeating: 3, count: usual.pixels.count)) != .pass)
        #expect(try verdict(usual.pixels.map { $0 * 40 }) != .pass)
    }
}
