import Models
import Testing

@testable import Acquisition
@testable import Learning

@Suite("A prediction")
struct PredictionJobTests {
    @Test("restores every plane and time, with its scale as second channel and the file's axes")
    func restores() throws {
        let folder = try SampleFolder()
        let planes = (0..<6).map { page in (0..<24).map { UInt16(page * 100 + $0) } }
        try StackWriter().write(
            PlaneStack(
                width: 6, height: 4, sizeZ: 3, sizeT: 2, planes: .uint16(planes),
                pixelMicrometers: 0.65), to: folder.file("in.tif"))
        let job = try PredictionJob(
            SamplePackage.restore(), path: "restore", input: folder.file("in.tif"),
            output: folder.file("out.tif"))
        var seen: [Int] = []

        let summary = try job.run { seen.append($0.done) }

        let out = try TIFFStack(path: folder.file("out.tif"))
        #expect(
            StackDescription(out.description).axes == StackAxes(sizeC: 2, sizeZ: 3, sizeT: 2))
        #expect(out.pixelMicrometers == 0.65)
        for page in 0..<6 {
            #expect(try out.greyValues(page: 2 * page) == planes[page].map { Float($0) })
            #expect(try out.greyValues(page: 2 * page + 1) == planes[page].map { Float($0) / 2 })
        }
        #expect(summary.frameCount == 6 && seen == [1, 2, 3, 4, 5, 6])
        #expect(summary.hash == SamplePackage.restore().weights.sha256)
    }

    @Test("a finer result has finer pixels, also by a package that says so by its axes alone")
    func magnifies() throws {
        let folder = try SampleFolder()
        try StackWriter().write(
            PlaneStack(
                width: 3, height: 2, planes: .uint16([[1, 2, 3, 4, 5, 6]]), pixelMicrometers: 0.5),
            to: folder.file("in.tif"))
        let package = SamplePackage.make(
            kind: nil, outputs: [.init(name: "y", channels: ["c"], weights: [[3]])],
            magnification: 2)

        _ = try PredictionJob(
            package, path: "p", input: folder.file("in.tif"), output: folder.file("out.tif")
        ).run()

        let out = try TIFFStack(path: folder.file("out.tif"))
        #expect(out.pixelMicrometers == 0.25)
        #expect(
            try out.greyValues(page: 0).prefix(12) == [3, 3, 6, 6, 9, 9, 3, 3, 6, 6, 9, 9])
    }

    @Test("an error map tells what of an upscaled image the frame does not bear out")
    func errorMap() throws {
        let folder = try SampleFolder()
        // A disc round (9, 8).
        let pixels = (0..<(24 * 20)).map { place -> UInt16 in
            let (x, y) = (place % 24 - 9, place / 24 - 8)
            return x * x + y * y < 30 ? 1500 : 1000
        }
        try StackWriter().write(
            PlaneStack(width: 24, height: 20, planes: .uint16([pixels])),
            to: folder.file("in.tif"))
        func map(weight: Float, to name: String) throws -> [Float] {
            var settings = PredictionJob.Settings()
            settings.wantsErrorMap = true
            let upscale = SamplePackage.make(
                kind: "upscale",
                outputs: [
                    .init(name: "upscaled", channels: ["mean", "scale"], weights: [[weight], [1]])
                ], magnification: 2)
            _ = try PredictionJob(
                upscale, path: "upscale", input: folder.file("in.tif"),
                output: folder.file(name), settings: settings
            ).run()
            let out = try TIFFStack(path: folder.file(name))
            #expect(StackDescription(out.description).axes?.sizeC == 3)
            return try out.greyValues(page: 2)
        }

        let like = try map(weight: 1, to: "like.tif")
        let empty = try map(weight: 0, to: "empty.tif")

        #expect(like.count == 48 * 40 && empty.count == 48 * 40)
        #expect(like.reduce(0, +) < 0.2 * empty.reduce(0, +))
        #expect(empty[16 * 48 + 18] > 250, "the disc is missing")
    }

    @Test("objects become labels, in as many bits as their number needs")
    func labels() throws {
        let folder = try SampleFolder()
        var few = [Float](repeating: 0, count: 20 * 10)
        for place in [0, 1, 20, 21, 88, 89, 108] { few[place] = 1 }
        try folder.writeFloats("few.tif", few, width: 20, height: 10)
        // A grid of single pixels: 90000 of them.
        var many = [Float](repeating: 0, count: 600 * 600)
        for y in stride(from: 1, to: 600, by: 2) {
            for x in stride(from: 1, to: 600, by: 2) { many[y * 600 + x] = 1 }
        }
        try folder.writeFloats("many.tif", many, width: 600, height: 600)
        var counts: [Int?] = []
        for name in ["few", "many"] {
            let job = try PredictionJob(
                SamplePackage.segment(), path: "segment", input: folder.file("\(name).tif"),
                output: folder.file("\(name)-out.tif"))
            counts.append(try job.run().objectCount)
        }

        let out = try TIFFStack(path: folder.file("few-out.tif"))
        let labels = try out.wholeNumbers(page: 0)
        #expect(try out.page(0).samples == .uint16)
        #expect(Set([0, 1, 20, 21].map { labels[$0] }).count == 1)
        #expect(labels[0] != labels[88] && labels.filter { $0 == 0 }.count == 193)
        #expect(counts == [2, 90000])
        #expect(
            try TIFFStack(path: folder.file("many-out.tif")).page(0).samples == .uint32)
    }

    @Test("a run's channels go through one by one, or those that are named")
    func channels() throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder)
        var settings = PredictionJob.Settings()
        let first = SampleRun.pixels.map { Float($0) }
        for wanted in [[], ["nuclei"]] {
            settings.channels = wanted
            let path = folder.file("out\(wanted.count).zarr")

            _ = try PredictionJob(
                SamplePackage.restore(), path: "restore", input: folder.path, output: path,
                settings: settings
            ).run()

            let image = try ZarrImage.images(at: path)[1]
            let names = ["nuclei restored mean", "nuclei restored scale"]
            let all = ["phase restored mean", "phase restored scale"] + names
            #expect(image.channelNames == (wanted.isEmpty ? all : names))
            #expect(
                try image.greyValues(t: 2, c: image.size("c") - 1, z: 0) == first.map { $0 / 2 })
        }
    }

    @Test("a network of several channels takes those of its names, or those named, in order")
    func severalChannels() throws {
        let folder = try SampleFolder()
        try StackWriter().write(
            PlaneStack(width: 2, height: 1, sizeC: 2, planes: .uint16([[1, 2], [30, 40]])),
            to: folder.file("in.tif"))
        let package = SamplePackage.make(
            kind: nil, inputs: ["channel 2", "channel 1"],
            outputs: [.init(name: "y", channels: ["c"], weights: [[1, 100]])])
        var results: [[Float]] = []
        for (index, wanted) in [[], ["channel 1", "channel 2"]].enumerated() {
            var settings = PredictionJob.Settings()
            settings.channels = wanted
            _ = try PredictionJob(
                package, path: "p", input: folder.file("in.tif"),
                output: folder.file("\(index).tif"), settings: settings
            ).run()
            results.append(
                try TIFFStack(path: folder.file("\(index).tif")).greyValues(page: 0))
        }

        #expect(results == [[130, 240], [3001, 4002]])
    }

    @Test("a foreground of a network of others becomes objects where labels are asked for")
    func othersLabels() throws {
        let folder = try SampleFolder()
        var pixels = [Float](repeating: 0, count: 24 * 24)
        for y in 4..<12 { for x in 4..<12 { pixels[y * 24 + x] = 1 } }
        try folder.writeFloats("in.tif", pixels, width: 24, height: 24)
        let package = SamplePackage.make(
            kind: nil, outputs: [.init(name: "y", channels: ["c"], weights: [[1]])])
        var settings = PredictionJob.Settings()
        settings.wantsLabels = true

        let summary = try PredictionJob(
            package, path: "p", input: folder.file("in.tif"), output: folder.file("out.tif"),
            settings: settings
        ).run()

        #expect(summary.objectCount == 1)
        #expect(
            try TIFFStack(path: folder.file("out.tif")).wholeNumbers(page: 0)
                == pixels.map { UInt32($0) })
    }

    @Test("an image of other pixels than the network learnt from is warned of")
    func pixelSize() throws {
        let folder = try SampleFolder()
        try StackWriter().write(
            PlaneStack(width: 2, height: 1, planes: .uint16([[1, 2]]), pixelMicrometers: 0.65),
            to: folder.file("in.tif"))
        var package = SamplePackage.restore()
        for (micrometers, count) in [(0.6, 0), (0.325, 1)] {
            package.facts["pixel_um"] = .number(micrometers)
            let job = try PredictionJob(
                package, path: "p", input: folder.file("in.tif"), output: folder.file("o.tif"))
            #expect(job.notes.count == count)
        }
    }
}
