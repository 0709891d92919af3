import Models
import Testing

@testable import Acquisition
@testable import Learning

@Suite("A prediction that cannot be")
struct PredictionRefusalTests {
    private static func stack(_ folder: SampleFolder, channels: Int) throws -> String {
        let planes = (0..<channels).map { [UInt16($0), 1] }
        try StackWriter().write(
            PlaneStack(width: 2, height: 1, sizeC: channels, planes: .uint16(planes)),
            to: folder.file("in.tif"))
        return folder.file("in.tif")
    }

    private static let sum = SamplePackage.make(
        kind: nil, inputs: ["red", "green"],
        outputs: [.init(name: "y", channels: ["c"], weights: [[1, 1]])])

    /// Runs a job on an image of `channels` channels and gives the error as text.
    private static func complaint(
        _ package: ModelPackage, channels: Int, wanted: [String] = [], tile: Int? = nil,
        labels: Bool = false, errorMap: Bool = false, output: String = "out.tif"
    ) throws -> String {
        let folder = try SampleFolder()
        let input = try stack(folder, channels: channels)
        var settings = PredictionJob.Settings()
        settings.channels = wanted
        settings.tile = tile
        settings.wantsLabels = labels
        settings.wantsErrorMap = errorMap
        let error = #expect(throws: (any Error).self) {
            _ = try PredictionJob(
                package, path: "net.zip", input: input, output: folder.file(output),
                settings: settings
            ).run()
        }
        #expect(try RealFileSystem().names(inFolder: folder.path) == ["in.tif"])
        return error.map { "\($0)" } ?? ""
    }

    @Test("a wrong number of channels lists those of both")
    func channelCount() throws {
        let one = try Self.complaint(Self.sum, channels: 1)
        let three = try Self.complaint(Self.sum, channels: 3, wanted: ["channel 1"])
        let objects = try Self.complaint(SamplePackage.segment(), channels: 2)
        let other = try Self.complaint(SamplePackage.restore(), channels: 2, wanted: ["chanel 2"])

        #expect(one.contains("takes 2 channels (red, green), the image has one channel (channel 1"))
        #expect(three.contains("--channel names 1; name as many"), "\(three)")
        #expect(objects.contains("takes one channel (intensity), the image has 2 (channel 1, "))
        #expect(other.contains("in.tif: unknown channel \"chanel 2\"; did you mean \"channel 2\"?"))
    }

    @Test("what a network cannot do is said of the package")
    func wrongNetwork() throws {
        let state = SamplePackage.make(
            kind: "state", outputs: [.init(name: "y", channels: ["c"], weights: [[1]])])
        let own = SamplePackage.restore()
        var volume = own
        volume.inputs[0].axes.insert(.space("z", .fixed(1)), at: 2)

        let cells = try Self.complaint(state, channels: 1)
        #expect(cells.hasPrefix("net.zip: a network of kind \"state\" judges no whole frames"))
        let labels = try Self.complaint(own, channels: 1, labels: true)
        #expect(labels.contains("net.zip: a network of kind \"restore\" gives images"))
        let errorMap = try Self.complaint(own, channels: 1, errorMap: true)
        #expect(errorMap.contains("leave --error-map out"))
        #expect(try Self.complaint(Self.sum, channels: 2, tile: 64).contains("leave --tile out"))
        #expect(
            try Self.complaint(volume, channels: 1).contains("channel, z, y, x; batch, channel"))
    }

    @Test("a place that is taken, missing or of another kind is refused")
    func places() throws {
        let own = SamplePackage.restore()
        #expect(try Self.complaint(own, channels: 1, output: "in.tif").contains("there already"))
        #expect(
            try Self.complaint(own, channels: 1, output: "a/b.tif").contains("there is no folder"))
        #expect(try Self.complaint(own, channels: 1, output: "o.zarr").contains("name a .tif"))
    }

    @Test("a pixel that is no number ends it with its place, and leaves nothing")
    func notANumber() throws {
        let folder = try SampleFolder()
        try StackWriter().write(
            PlaneStack(width: 2, height: 1, sizeT: 2, planes: .float32([[1, 2], [3, 0]])),
            to: folder.file("in.tif"))
        var bytes = try RealFileSystem().read(at: folder.file("in.tif"))
        let three: [UInt8] = [0, 0, 0x40, 0x40]
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: three) })
        bytes.replaceSubrange(place..<(place + 4), with: [0, 0, 0xC0, 0x7F])
        try folder.write("in.tif", bytes)
        let job = try PredictionJob(
            SamplePackage.restore(), path: "p", input: folder.file("in.tif"),
            output: folder.file("out.tif"))

        let error = #expect(throws: (any Error).self) { _ = try job.run() }

        #expect("\(error, default: "")".contains("page 1: the pixel at column 0, row 0 is nan"))
        #expect(try RealFileSystem().names(inFolder: folder.path) == ["in.tif"])
    }

    @Test("a prediction into OME-Zarr that fails leaves no part of itself")
    func tornRun() throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder)
        try folder.write("raw.ome.zarr/1/0/c/0/0/0/0/0", [1, 2, 3])
        let job = try PredictionJob(
            SamplePackage.restore(), path: "p", input: folder.path, output: folder.file("o.zarr"))

        #expect(throws: StorageError.self) { _ = try job.run() }

        let names = try RealFileSystem().names(inFolder: folder.path)
        #expect(!names.contains { $0.hasPrefix("o.zarr") })
    }
}
