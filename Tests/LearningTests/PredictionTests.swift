import Models
import Testing

@testable import Acquisition
@testable import Learning

@Suite("Predictions")
struct PredictionTests {
    private static func predict(_ input: PredictionInput, to path: String) throws {
        let writer = try PredictionWriter(
            path: path, like: input, content: .images(channels: ["mean", "scale"]))
        for (index, image) in input.images.enumerated() {
            for t in 0..<image.sizeT {
                for z in 0..<image.sizeZ {
                    var plane = try input.plane(image: index, t: t, c: 0, z: z)
                    try writer.write(plane, image: index, t: t, c: 0, z: z)
                    for place in plane.pixels.indices { plane.pixels[place] += 0.5 }
                    try writer.write(plane, image: index, t: t, c: 1, z: z)
                }
            }
        }
        try writer.finish()
    }

    @Test("TIFF in gives TIFF out: pages stay T or Z, the pixel size stays, channels are new")
    func tiff() throws {
        let folder = try SampleFolder()
        let planes = (0..<6).map { page in (0..<12).map { UInt16(page * 100 + $0) } }
        let stack = PlaneStack(
            width: 4, height: 3, sizeZ: 3, sizeT: 2, planes: .uint16(planes),
            pixelMicrometers: 0.65, zStepMicrometers: 2)
        try StackWriter().write(stack, to: folder.file("in.tif"))

        try Self.predict(
            PredictionInput(path: folder.file("in.tif")), to: folder.file("out.tif"))

        let out = try TIFFStack(path: folder.file("out.tif"))
        let description = StackDescription(out.description)
        #expect(description.axes == StackAxes(sizeC: 2, sizeZ: 3, sizeT: 2))
        #expect(description.zStepMicrometers == 2 && out.pixelMicrometers == 0.65)
        #expect(try out.page(0).samples == .float32)
        for page in 0..<6 {
            #expect(try out.greyValues(page: 2 * page) == planes[page].map(Float.init))
            #expect(try out.greyValues(page: 2 * page + 1) == planes[page].map { Float($0) + 0.5 })
        }
    }

    @Test("a finer result has smaller pixels; labels are whole numbers as wide as they must be")
    func labels() throws {
        let folder = try SampleFolder()
        try StackWriter().write(
            PlaneStack(
                width: 3, height: 2, planes: .uint16([[1, 2, 3, 4, 5, 6]]), pixelMicrometers: 0.5),
            to: folder.file("in.tif"))
        let input = try PredictionInput(path: folder.file("in.tif"))
        for (maximum, samples) in [(Int32(65535), SampleType.uint16), (65536, .uint32)] {
            let writer = try PredictionWriter(
                path: folder.file("out.tif"), like: input, content: .labels(maximum: maximum),
                scale: 2)
            try writer.write(
                LabelImage(
                    width: 6, height: 4, labels: [maximum] + [Int32](repeating: 0, count: 23)),
                t: 0, z: 0)
            try writer.finish()

            let out = try TIFFStack(path: folder.file("out.tif"))
            #expect(try out.page(0).samples == samples)
            #expect(try out.wholeNumbers(page: 0)[0] == UInt32(maximum))
            #expect(out.pixelMicrometers == 0.25)
        }
    }

    @Test(
        "a run in gives OME-Zarr out, with its series, scales and places", arguments: [true, false])
    func run(namesTheRun: Bool) throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder)
        let path = namesTheRun ? folder.path : folder.file("raw.ome.zarr")

        try Self.predict(PredictionInput(path: path), to: folder.file("out.ome.zarr/"))

        let before = try ZarrImage.images(at: folder.file("raw.ome.zarr"))
        let after = try ZarrImage.images(at: folder.file("out.ome.zarr"))
        #expect(after.map(\.name) == ["A", "B"])
        #expect(after[1].axes == before[1].axes)
        #expect(after[1].channelNames == ["mean", "scale"])
        #expect(
            try after[1].greyValues(t: 2, c: 1, z: 0) == SampleRun.pixels.map { Float($0) + 0.5 })
        #expect(try RealFileSystem().kind(at: folder.file("out.ome.zarr.partial")) == nil)
    }

    @Test("nothing is there before the end, and nothing is overwritten by a folder")
    func wholeOrNothing() throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder)
        try folder.writeImage("in.tif", pages: 2)
        let zarr = try PredictionInput(path: folder.path)
        let tiff = try PredictionInput(path: folder.file("in.tif"))
        let content = PredictionWriter.Content.images(channels: ["mean"])
        let plane = FloatImage(width: 6, height: 4)

        let first = try PredictionWriter(path: folder.file("a.zarr"), like: zarr, content: content)
        try first.write(plane, t: 0, c: 0, z: 0)
        let second = try PredictionWriter(path: folder.file("a.tif"), like: tiff, content: content)
        try second.write(plane, t: 0, c: 0, z: 0)

        #expect(try RealFileSystem().kind(at: folder.file("a.zarr")) == nil)
        let error = #expect(throws: LearningError.self) { try second.finish() }
        #expect("\(error, default: "")".contains("a.tif: page 1 of 2 was never predicted"))
        #expect(try RealFileSystem().kind(at: folder.file("a.tif")) == nil)
        #expect(throws: StorageError.self) {
            _ = try PredictionWriter(
                path: folder.file("raw.ome.zarr"), like: zarr, content: content)
        }
    }

    @Test("results of the wrong size, place or kind, and wrong names, are refused")
    func refusals() throws {
        let folder = try SampleFolder()
        try folder.writeImage("in.tif")
        let input = try PredictionInput(path: folder.file("in.tif"))
        let content = PredictionWriter.Content.images(channels: ["mean"])
        let writer = try PredictionWriter(path: folder.file("o.tif"), like: input, content: content)

        #expect(throws: LearningError.self) {
            try writer.write(FloatImage(width: 5, height: 4), t: 0, c: 0, z: 0)
        }
        #expect(throws: LearningError.self) {
            try writer.write(FloatImage(width: 6, height: 4), t: 0, c: 1, z: 0)
        }
        #expect(throws: LearningError.self) {
            try writer.write(LabelImage(width: 6, height: 4), t: 0, z: 0)
        }
        for name in ["o.zarr", "o"] {
            #expect(throws: LearningError.self) {
                _ = try PredictionWriter(path: folder.file(name), like: input, content: content)
            }
        }
        #expect(throws: LearningError.self) { _ = try PredictionInput(path: folder.path) }
    }

    @Test(
        "arrays that we cannot read are refused in one line",
        arguments: [
            ("\"uint16\"", "\"int16\"", "int16 samples"),
            ("\"name\" : \"blosc\"", "\"name\" : \"zstd\"", "bytes, zstd"),
            ("\"name\" : \"regular\"", "\"name\" : \"odd\"", "not regular"),
            ("\"zarr_format\" : 3", "\"zarr_format\" : 2", "no Zarr 3"),
            ("\"little\"", "\"big\"", "big-endian"), ("{", "", "no valid JSON"),
        ])
    func foreignArrays(text: String, replacement: String, message: String) throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder)
        let path = folder.file("raw.ome.zarr/0/0/zarr.json")
        let json = String(decoding: try RealFileSystem().read(at: path), as: UTF8.self)
        try #require(json.contains(text))
        try folder.write(
            "raw.ome.zarr/0/0/zarr.json",
            json.replacing(text, with: replacement, maxReplacements: 1))

        let error = #expect(throws: StorageError.self) {
            _ = try PredictionInput(path: folder.path)
        }

        #expect("\(error, default: "")".contains(message))
        #expect(error?.path.contains("raw.ome.zarr/0/0") == true)
    }

    @Test("a chunk that is not whole is refused with its path")
    func tornChunk() throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder)
        try folder.write("raw.ome.zarr/1/0/c/0/0/0/0/0", [1, 2, 3])

        let error = #expect(throws: StorageError.self) {
            _ = try PredictionInput(path: folder.path).plane(image: 1, t: 0, c: 0, z: 0)
        }

        #expect(error?.path.hasSuffix("1/0/c/0/0/0/0/0") == true)
    }
}
