import Models
import Testing

@testable import Acquisition
@testable import Learning

@Suite("An evaluation")
struct EvaluationJobTests {
    /// Two squares of 1, 40 × 20 pixels.
    private static let pixels = {
        var pixels = [Float](repeating: 0, count: 40 * 20)
        for y in 4..<12 { for x in 4..<12 { pixels[y * 40 + x] = 1 } }
        for y in 4..<12 { for x in 24..<32 { pixels[y * 40 + x] = 1 } }
        return pixels
    }()

    /// Two frames with two squares each; their labels are right.
    private static func squares() throws -> SampleFolder {
        let folder = try SampleFolder()
        for name in ["a", "b"] {
            try folder.writeFloats("\(name).tif", pixels, width: 40, height: 20)
            let labels = pixels.indices.map { place -> Float in
                pixels[place] == 0 ? 0 : place % 40 < 20 ? 1 : 2
            }
            try StackWriter().write(
                PlaneStack(width: 40, height: 20, planes: .uint16([labels.map { UInt16($0) }])),
                to: folder.file("\(name)-labels.tif"))
        }
        return folder
    }

    /// A frame twice, at full light and at 1/20 of it, with its labels.
    private static func dimAndBright() throws -> SampleFolder {
        let folder = try squares()
        try folder.writeFloats("dim.tif", pixels.map { 0.4 * $0 }, width: 40, height: 20)
        try folder.write(
            "frames.csv",
            """
            frame,position,seconds,channel,kind,light,file,page,pixel_um
            f,f,0,nuclei,frame,1,a.tif,0,0.5
            f,f,0,nuclei,frame,0.05,dim.tif,0,0.5
            f,f,0,nuclei,labels,1,a-labels.tif,0,0.5

            """)
        return folder
    }

    @Test("measures objects against a truth, with interval, peer, pictures and origin")
    func segments() throws {
        let folder = try Self.squares()

        let outcome = try EvaluationJob(
            SamplePackage.segment(), path: "p", sources: [folder.path]
        ).run()

        let record = outcome.record
        #expect(record.figures.map(\.value) == [1, 1, 1, 1, 1, 1, 1])
        #expect(record.figures[0].name == "AP at IoU 0.5, image")
        #expect(record.figures[0].low == 1 && record.figures[0].peers.count == 1)
        #expect(record.network == "segment" && record.sources == [folder.path])
        #expect(record.shares.map(\.frameCount) == [2])
        #expect(record.ending.hasPrefix("an evaluation of sample network, weights "))
        #expect(outcome.examples.count == 1)
    }

    @Test("as in runs, a network is measured by what runs compute, within their rounding")
    func asInRuns() throws {
        let folder = try Self.dimAndBright()
        let lesson = RestoreLesson(training: [], validation: [])
        let package = try NetworkPackage(
            lesson, network: lesson.shape.network(seed: 2), pixelMicrometers: 0.5
        ).made(
            name: "random", documentation: "",
            example: [FloatImage(width: 40, height: 20, pixels: Self.pixels)])
        func figure(_ method: ConvolutionMethod) throws -> Double {
            var settings = EvaluationJob.Settings()
            settings.method = method
            return try EvaluationJob(
                package, path: "p", sources: [folder.path], settings: settings
            ).run().record.figures[0].value
        }

        let (exact, asInRuns) = (try figure(.direct), try figure(.quickest))

        // Other processors may compute alike.
        if ConvolutionMethod.quickest == .bfloat16 { #expect(exact != asInRuns) }
        #expect(exact.isFinite)
        #expect(abs(exact - asInRuns) < 0.1, "dB")
    }

    @Test("dim frames are segmented as they are and restored")
    func restored() throws {
        let folder = try Self.dimAndBright()
        var settings = EvaluationJob.Settings()
        settings.restoration = SamplePackage.make(
            kind: "restore",
            outputs: [.init(name: "restored", channels: ["mean", "scale"], weights: [[2.5], [1]])])

        let figures = try EvaluationJob(
            SamplePackage.segment(), path: "p", sources: [folder.path], settings: settings
        ).run().record.figures

        let reached = Dictionary(uniqueKeysWithValues: figures.map { ($0.name, $0.value) })
        #expect(reached["AP at IoU 0.9, nuclei"] == 1)
        #expect(reached["AP at IoU 0.5, nuclei at 1/20 of the light"] == 0)
        #expect(reached["AP at IoU 0.5 per image, nuclei at 1/20 of the light, restored"] == 1)
        settings.restoration = SamplePackage.segment()
        #expect(throws: LearningError.self) {
            try EvaluationJob(
                SamplePackage.segment(), path: "p", sources: [folder.path], settings: settings)
        }
    }

    @Test("a virtual label is judged by the objects that are outlined in it, too")
    func labelled() throws {
        let folder = try Self.squares()
        try folder.write(
            "frames.csv",
            """
            frame,position,seconds,channel,kind,light,file,page,pixel_um
            f,f,0,phase,frame,1,a.tif,0,0.5
            f,f,0,nuclei,frame,1,b.tif,0,0.5
            f,f,0,nuclei,labels,1,a-labels.tif,0,0.5

            """)
        func figures(gain: Float, _ segmentation: ModelPackage?) throws -> [String: (
            Double, Double
        )] {
            var settings = EvaluationJob.Settings()
            settings.segmentation = segmentation
            settings.channels = ["nuclei"]
            let label = SamplePackage.make(
                kind: "label", inputs: ["phase"],
                outputs: [
                    .init(
                        name: "labelled",
                        channels: ["nuclei", "phase", "nuclei scale", "phase scale"],
                        weights: [[gain], [gain], [1], [1]])
                ])
            let found = try EvaluationJob(
                label, path: "p", sources: [folder.path], settings: settings
            ).run().record.figures
            return Dictionary(
                uniqueKeysWithValues: found.map { ($0.name, ($0.value, $0.peers[0].value)) })
        }
        let name = "AP at IoU 0.5, nuclei as predicted"

        #expect(try figures(gain: 1, nil).keys.sorted() == ["Pearson r, nuclei"])
        #expect(try #require(figures(gain: 1, SamplePackage.segment())[name]) == (1, 1))
        // As like the fluorescence as before, but too dim for the segmentation.
        let dim = try figures(gain: 0.4, SamplePackage.segment())
        #expect(try #require(dim[name]) == (0, 1))
        #expect(try #require(dim["Pearson r, nuclei"]).0 > 0.999)
        #expect(throws: LearningError.self) { try figures(gain: 1, SamplePackage.restore()) }
    }

    @Test("names that the data have not, and data without a truth, are refused in one line")
    func refusals() throws {
        let folder = try Self.squares()
        let bare = try SampleFolder()
        try bare.writeImage("a.tif", width: 40, height: 20)
        func complaint(
            _ package: ModelPackage, _ path: String, channels: [String] = [], labels: String? = nil
        ) -> String {
            var settings = EvaluationJob.Settings()
            settings.channels = channels
            settings.labels = labels
            let error = #expect(throws: (any Error).self) {
                _ = try EvaluationJob(
                    package, path: "net.zip", sources: [path], settings: settings
                ).run()
            }
            return error.map { "\($0)" } ?? ""
        }
        let segment = SamplePackage.segment()
        let foreign = SamplePackage.make(
            kind: nil, outputs: [.init(name: "y", channels: ["c"], weights: [[1]])])

        #expect(complaint(segment, folder.path, channels: ["imge"]).contains("mean \"image\"?"))
        #expect(complaint(segment, folder.path, labels: "cell").contains("did you mean \"cells\"?"))
        #expect(complaint(segment, bare.path).contains("no frame has labels to compare with"))
        #expect(complaint(foreign, folder.path).hasPrefix("net.zip: what its answers mean"))
        #expect(complaint(segment, folder.file("none")).contains("there is no such folder"))
    }
}
