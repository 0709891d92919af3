import Testing

@testable import Acquisition
@testable import Learning
@testable import Models

@Suite("Frames restored together")
struct FramesTogetherTests {
    /// Gives the mean of the frame before as its mean, and half of this frame as its scale.
    private static func package() -> ModelPackage {
        var package = SamplePackage.make(
            kind: "restore", inputs: ["intensity", "intensity, 1 before"],
            outputs: [
                .init(
                    name: "restored", channels: ["mean", "scale"], weights: [[0, 1], [0.5, 0]])
            ])
        package.facts["frames"] = .number(2)
        return package
    }

    @Test("a time-lapse goes through with the frame before, the first one with itself")
    func predict() throws {
        let folder = try SampleFolder()
        let planes = (0..<6).map { page in (0..<24).map { UInt16(page * 100 + $0) } }
        try StackWriter().write(
            PlaneStack(width: 6, height: 4, sizeC: 2, sizeT: 3, planes: .uint16(planes)),
            to: folder.file("in.tif"))

        _ = try PredictionJob(
            Self.package(), path: "restore", input: folder.file("in.tif"),
            output: folder.file("out.tif")
        ).run()

        let out = try TIFFStack(path: folder.file("out.tif"))
        for t in 0..<3 {
            for c in 0..<2 {
                let before = planes[2 * max(t - 1, 0) + c].map { Float($0) }
                let own = planes[2 * t + c].map { Float($0) / 2 }
                #expect(try out.greyValues(page: 4 * t + 2 * c) == before)
                #expect(try out.greyValues(page: 4 * t + 2 * c + 1) == own)
            }
        }
    }

    /// Two places at five times; every pixel of a truth is 1000 at time 0 and 1000 more at each
    /// later one, and twice that at the second place.
    private static let frames: [TrainingFrame] = (0..<2).flatMap { place in
        (0..<5).map { t in
            let level = Float(1000 * (t + 1) * (place + 1))
            let image = FloatImage(
                width: 8, height: 8, pixels: (0..<64).map { level + Float($0 % 2) })
            let calibration = SensorCalibration(
                offset: 0, electronsPerGrey: 1, readNoiseElectrons: 1)
            return TrainingFrame(
                source: "made up", position: "\(place)", seconds: Double(60 * t),
                images: [
                    ChannelImage(
                        channel: "nuclei", kind: .frame, image: image, calibration: calibration),
                    ChannelImage(channel: "nuclei", kind: .truth, image: image),
                ])
        }
    }

    @Test("training gives each frame those before it at its place, in the same light")
    func draw() throws {
        let all = RestoreLesson.Material.all(in: Self.frames, channels: nil, frameCount: 3)
        var random = SplitMix64(seed: 1)
        var starts = 0
        for (index, material) in all.enumerated() {
            let t = index % 5
            for _ in 0..<20 {
                let (low, high) = material.draw(side: 8, shares: 0.2...0.5, random: &random)
                let levels = low.map { image in
                    Double(image.pixels.reduce(0, +)) / 64
                        / (Double(high.pixels.reduce(0, +)) / 64 / Double(t + 1))
                }
                #expect(levels.count == 3)
                guard t == 0 || levels[1] != levels[0] else {
                    starts += 1
                    continue
                }
                let expected = (0..<3).map { Double(max(t - $0, 0) + 1) }
                #expect(zip(levels, expected).allSatisfy { abs($0 - $1) < 0.3 }, "\(levels)")
            }
        }
        // 15 % of 160 that have something before them are shown as if they had not.
        #expect((8...45).contains(starts), "\(starts)")
        #expect(RestoreLesson.Material.middleSeconds(of: all) == 60)
        let lesson = RestoreLesson(
            training: Self.frames, validation: Self.frames, frameCount: 3)
        #expect(lesson.shape.inputChannels == 3)
        #expect(lesson.interface.channels.count == 3)
        #expect(lesson.pool(epoch: 1).allSatisfy { $0.input.count == 3 })
    }

    @Test("places that were seen once, and packages that contradict themselves, are refused")
    func refused() throws {
        var request = TrainingRequest(kind: .restore, sources: ["made up"], output: "out.zip")
        request.frameCount = 3
        #expect {
            _ = try request.setup(
                training: [Self.frames[0]], validation: [Self.frames[5]], others: [])
        } throws: {
            "\($0)".contains("made up: no place was seen twice")
        }
        var package = Self.package()
        package.facts["frames"] = .number(3)
        #expect {
            _ = try PackagePredictor(package)
        } throws: {
            "\($0)".contains("takes 3 frames, and has 2 channels")
        }
    }

    @Test("a package says how many frames it takes, and takes one where there are no more")
    func packaged() throws {
        let lesson = RestoreLesson(
            training: Self.frames, validation: Self.frames, frameCount: 3)
        var shape = lesson.shape
        shape.widths = [4, 4]
        var made = NetworkPackage(
            lesson, network: shape.network(seed: 1), pixelMicrometers: 0.325)
        made.shape = shape
        let image = FloatImage(
            width: 32, height: 32, pixels: (0..<1024).map { Float($0 * 37 % 251) })
        let package = try made.made(
            name: "three", documentation: "For tests.",
            example: Array(repeating: image, count: 3))

        let predictor = try PackagePredictor(package)
        let alone = try predictor.run([image]).map(\.image)
        let same = try predictor.run([image, image, image]).map(\.image)
        let other = try predictor.run([image, image.multiplied(by: 3), image]).map(\.image)

        #expect(predictor.frameCount == 3 && predictor.frameSeconds == 60)
        #expect(alone == same)
        #expect(alone != other)
    }
}
