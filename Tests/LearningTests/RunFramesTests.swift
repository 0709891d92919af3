import Models
import Testing

@testable import Acquisition
@testable import Learning

@Suite("Frames of runs")
struct RunFramesTests {
    @Test("a run's frames come in electrons, by position and time, with their light")
    func wholeRun() throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder)

        let data = try TrainingSource.read(folder.path)

        #expect(data.notes.isEmpty)
        #expect(data.frames.map(\.position) == ["A", "A", "A", "B", "B", "B"])
        #expect(data.frames.map(\.seconds) == [0, 4, 8, 2, 6, 10])
        let last = try #require(data.frames[2].image("nuclei"))
        #expect(abs(last.light - 1.0 / 3) < 1e-12)
        #expect(data.frames[2].image("phase")?.light == 1)
        #expect(last.image.pixels == (0..<24).map { Float($0) / 2 })
        #expect(
            last.calibration
                == SensorCalibration(offset: 100, electronsPerGrey: 0.5, readNoiseElectrons: 1.6))
        #expect(data.frames[0].pixelMicrometers == 0.325)
        #expect(data.frames[0].source == folder.path)
    }

    @Test("a run that does not say what grey values mean keeps them, and a note says so")
    func withoutCamera() throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder, hasCamera: false)

        let data = try TrainingSource.read(folder.path)

        #expect(data.frames[0].images[0].image.pixels[1] == 101)
        #expect(data.frames[0].images[0].calibration == nil)
        #expect(data.notes.contains { $0.contains("grey values") })
    }

    @Test("what was partly unlit or is not what was acknowledged is left out and counted")
    func leftOut() throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder, unlit: [0, 1, 5], damaged: 2)

        let data = try TrainingSource.read(folder.path)

        #expect(data.frames.map { $0.images.count } == [1, 2, 1, 2, 2])
        let note = try #require(data.notes.first)
        #expect(note.contains("4 images were left out: 3 only partly lit, 1 missing or damaged"))
    }

    @Test("labels and cells drawn into annotations join the run's frames")
    func annotations() throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder)
        let drawn = folder.file("annotations")
        try RealFileSystem().createFolder(at: drawn)
        try folder.writeLabels("annotations/p1-t2-labels.tif")
        try folder.write(
            "annotations/cells.csv", "frame,label,x,y,state\np1-t2,1,1,1,dead\np0-t0,7,2,2,\n")

        let frames = try TrainingSource.read(folder.path).frames

        #expect(frames[5].labels["cells"]?[0, 0] == 1)
        #expect(frames[5].cells.map(\.state) == ["dead"])
        #expect(frames[0].cells.map(\.label) == [7])
        #expect(frames[1].cells.isEmpty)
    }

    @Test("annotations of a frame that the run has not, or of another size, are refused")
    func badAnnotations() throws {
        for (name, width, message) in [
            ("p7-t0-labels.tif", 6, "the run has no usable frame p7-t0"),
            ("p0-t0-labels.tif", 8, "8 x 4 pixels, but frame p0-t0 is 6 x 4"),
        ] {
            let folder = try SampleFolder()
            try SampleRun.make(in: folder)
            try RealFileSystem().createFolder(at: folder.file("annotations"))
            try folder.writeLabels("annotations/\(name)", width: width)

            let error = #expect(throws: LearningError.self) {
                _ = try TrainingSource.read(folder.path)
            }

            let text = "\(error, default: "")"
            #expect(text.contains("annotations/\(name)") && text.contains(message), "\(text)")
        }
    }

    @Test("a run without its journal is refused")
    func noJournal() throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder)
        try RealFileSystem().remove(at: folder.file("journal.sqlite"))

        let error = #expect(throws: LearningError.self) {
            _ = try TrainingSource.read(folder.path)
        }

        #expect("\(error, default: "")".contains("no journal.sqlite"))
    }

    @Test("a limit thins a run, and says so")
    func limit() throws {
        let folder = try SampleFolder()
        try SampleRun.make(in: folder)

        let data = try TrainingSource.read(folder.path, limit: 2)

        #expect(data.frames.map(\.position) == ["A", "B"])
        #expect(data.notes.count == 1 && data.notes[0].contains("2 of 6 frames"))
    }
}
