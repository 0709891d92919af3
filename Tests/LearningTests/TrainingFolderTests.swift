import Acquisition
import Foundation
import Models
import Testing

@testable import Learning

@Suite("Training folders")
struct TrainingFolderTests {
    private static let header =
        "frame,position,seconds,channel,kind,light,file,page,pixel_um,offset,"
        + "electrons_per_count,read_noise\n"

    private static func sample(_ rows: String, cells: String? = nil) throws -> SampleFolder {
        let folder = try SampleFolder()
        try folder.writeImage("a.tif")
        try folder.writeImage("b.tif", first: 500, pages: 3)
        try folder.writeLabels("l.tif")
        try folder.writeImage("wide.tif", width: 7)
        try folder.writeFloats(
            "sharp.tif", [Float](repeating: 2, count: 96), width: 12, height: 8)
        try folder.writeFloats(
            "nan.tif", [.nan] + [Float](repeating: 2, count: 23), width: 6, height: 4)
        try folder.write("frames.csv", rows)
        if let cells { try folder.write("cells.csv", cells) }
        return folder
    }

    @Test("a table's frames come with electrons, labels, sharp images and cells")
    func wholeTable() throws {
        let folder = try Self.sample(
            Self.header
                + "f1,A,30,nuclei,frame,0.5,a.tif,,0.325,100,0.5,1.6\r\n"
                + "f1,A,30,nuclei,sharp,1,sharp.tif,0,,,,\r\n"
                + "f1,A,30,cells,labels,,l.tif,,,,,\r\n"
                + "\"f,0\",A,0,nuclei,,,b.tif,2,0.325,,,\r\n",
            cells: "frame,label,name,x,y,state,damage\nf1,2,c2,4.5,1,metaphase,0.25\nf1,1,,1,1,,\n")

        let data = try TrainingSource.read(folder.path)

        #expect(data.frames.map(\.seconds) == [0, 30])
        let frame = try #require(data.frames.last)
        #expect(frame.position == "A" && frame.pixelMicrometers == 0.325)
        let image = try #require(frame.image("nuclei"))
        #expect(image.light == 0.5)
        #expect(image.image.pixels.prefix(3) == [0, 0.5, 1])
        #expect(
            image.calibration
                == SensorCalibration(
                    offset: 100, electronsPerGrey: 0.5, readNoiseElectrons: 1.6))
        #expect(frame.image("nuclei", .sharp)?.image.width == 12)
        #expect(frame.labels["cells"]?[5, 0] == 2)
        #expect(
            frame.cells == [
                AnnotatedCell(label: 2, name: "c2", x: 4.5, y: 1, state: "metaphase", damage: 0.25),
                AnnotatedCell(label: 1, name: "f1/1", x: 1, y: 1),
            ])
        let grey = try #require(data.frames[0].image("nuclei"))
        #expect(grey.image.pixels[0] == 2500 && grey.calibration == nil)
        #expect(data.byteCount == 4 * (24 + 96 + 24 + 24))
        #expect(data.notes.isEmpty)
    }

    @Test("the three columns that must be there are enough")
    func shortTable() throws {
        let folder = try Self.sample("file,frame,channel\na.tif,f1,image\nl.tif,f1,cells-labels\n")

        let frame = try #require(try TrainingSource.read(folder.path).frames.first)

        #expect(frame.position == "f1" && frame.seconds == 0)
        #expect(frame.images.map(\.light) == [1])
        #expect(frame.labels.keys.sorted() == ["cells"])
    }

    @Test(
        "what is wrong in frames.csv is named with its line",
        arguments: [
            ("frame,chanel,file\n", ":1: unknown column \"chanel\"; did you mean \"channel\"?"),
            ("frame,channel,file,file\n", ":1: the column \"file\" is there twice"),
            ("frame,channel\n", ":1: there is no column \"file\""),
            ("", ": the table is empty"),
            ("frame,channel,file\n", ": there is no row"),
            ("frame,channel,file\nf,c\n", ":2: 2 fields"),
            ("frame,channel,file\nf,c,\"a.tif\n", ":2: a quote is opened"),
            ("frame,channel,file\nf,c,\"a.tif\"x\n", ":2: text after a closing quote"),
            ("frame,channel,file\nf,c,a\"b.tif\n", ":2: a quote inside"),
            ("frame,channel,file\nf,,a.tif\n", ":2: channel is empty"),
            ("frame,channel,file\n\nf,c,none.tif\n", ":3: there is no file none.tif"),
            ("frame,channel,file\nf,c,../a.tif\n", ":2: ../a.tif: files must lie in the folder"),
            ("frame,channel,file\nf,c,/etc/passwd\n", ":2: /etc/passwd: files must lie"),
            ("frame,channel,file\nf,c,out.tif\n", ":2: out.tif: it is a link that leads out"),
            ("frame,channel,file,page\nf,c,b.tif,3\n", ":2: b.tif has 3 pages"),
            ("frame,channel,file,page\nf,c,b.tif,-1\n", ":2: page is a whole number"),
            ("frame,channel,file,seconds\nf,c,a.tif,soon\n", ":2: seconds is a number"),
            ("frame,channel,file,seconds\nf,c,a.tif,nan\n", ":2: seconds is a number"),
            ("frame,channel,file,light\nf,c,a.tif,-1\n", ":2: light is 0 or more"),
            ("frame,channel,file,kind\nf,c,a.tif,truht\n", "did you mean \"truth\"?"),
            ("frame,channel,file,pixel_um\nf,c,a.tif,0\n", ":2: pixel_um is above 0"),
            ("frame,channel,file\nf,c,a.tif\nf,c,a.tif\n", ":3: the same page is in"),
            ("frame,channel,file\nf,c,a.tif\nf,d,wide.tif\n", ":3: wide.tif is 7 x 4"),
            ("frame,channel,file\nf,x-labels,l.tif\n", ":2: frame f has labels but no image"),
            ("frame,channel,file,kind\nf,c,a.tif,\nf,c,b.tif,sharp\n", ":3: b.tif is 6 x 4"),
            ("frame,channel,file,seconds\nf,c,a.tif,1\nf,d,b.tif,2\n", ":3: frame f is at"),
            ("frame,channel,file,offset,electrons_per_count\nf,c,a.tif,1,0\n", ":2: electrons_per"),
        ])
    func badTables(table: String, message: String) throws {
        let folder = try Self.sample(table)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("out.tif"), withDestinationPath: "/etc/hostname")

        let error = #expect(throws: LearningError.self) { _ = try TrainingSource.read(folder.path) }

        let text = "\(error, default: "nothing")"
        #expect(text.hasPrefix("\(folder.path)/frames.csv"), "\(text)")
        #expect(text.contains(message), "\(text)")
    }

    @Test(
        "what is wrong in cells.csv is named with its line",
        arguments: [
            ("f,3,x,1,1,,", ":2: label 3 has no pixel"), ("f,0,x,1,1,,", ":2: label is a whole"),
            ("g,1,x,1,1,,", ":2: there is no frame g"), ("f,1,x,9,1,,", ":2: 9.0, 1.0 is outside"),
            ("f,1,x,,1,,", ":2: x and y"), ("f,1,x,1,1,,-2", ":2: damage is 0"),
            ("f,1,x,1,1,,\nf,1,y,1,1,,", ":3: label 1 of f is there twice"),
        ])
    func badCells(rows: String, message: String) throws {
        let folder = try Self.sample(
            "frame,channel,file\nf,c,a.tif\nf,cells-labels,l.tif\n",
            cells: "frame,label,name,x,y,state,damage\n\(rows)\n")

        let error = #expect(throws: LearningError.self) { _ = try TrainingSource.read(folder.path) }

        #expect("\(error, default: "")".contains("/cells.csv\(message)"))
    }

    @Test("pixels that are no numbers name their file")
    func notANumber() throws {
        let folder = try Self.sample("frame,channel,file\nf,c,nan.tif\n")

        let error = #expect(throws: StorageError.self) { _ = try TrainingSource.read(folder.path) }

        #expect("\(error, default: "")".contains("nan.tif: damaged: page 0"))
    }

    @Test("a folder without a table pairs each image with its labels")
    func plainFolder() throws {
        let folder = try SampleFolder()
        for name in ["b.tif", "a.tif", "c.tiff"] { try folder.writeImage(name) }
        try folder.writeLabels("a-labels.tif")

        let frames = try TrainingSource.read(folder.path + "/").frames

        #expect(frames.map(\.position) == ["a", "b", "c"])
        #expect(frames.map { $0.labels.count } == [1, 0, 0])
        #expect(frames[0].images[0].channel == "image" && frames[0].labels["cells"] != nil)
    }

    @Test("labels without an image, and stacks that nobody explained, are refused")
    func badPlainFolders() throws {
        let alone = try SampleFolder()
        try alone.writeImage("b.tif")
        try alone.writeLabels("a-labels.tif")
        let stack = try SampleFolder()
        try stack.writeImage("s.tif", pages: 3)

        let first = #expect(throws: LearningError.self) { _ = try TrainingSource.read(alone.path) }
        let second = #expect(throws: LearningError.self) { _ = try TrainingSource.read(stack.path) }

        #expect("\(first, default: "")".contains("/a-labels.tif: there is no image a.tif"))
        #expect("\(second, default: "")".contains("/s.tif: it has 3 pages; write a frames.csv"))
    }

    @Test("anything else is refused in one line that says what it could have been")
    func neither() throws {
        let folder = try SampleFolder()
        try folder.write("notes.txt", "hello")

        let first = #expect(throws: LearningError.self) { _ = try TrainingSource.read(folder.path) }
        let second = #expect(throws: LearningError.self) {
            _ = try TrainingSource.read(folder.file("none"))
        }

        #expect("\(first, default: "")".contains("neither a run (no raw.ome.zarr) nor"))
        #expect(second?.message == "there is no such folder")
    }

    @Test("a limit thins evenly over positions and times, and says so")
    func limit() throws {
        let folder = try SampleFolder()
        try folder.writeImage("s.tif", pages: 40)
        var table = "frame,position,seconds,channel,file,page\n"
        for index in 0..<30 { table += "a\(index),A,\(index),c,s.tif,\(index)\n" }
        for index in 30..<33 { table += "b\(index),B,\(index),c,s.tif,\(index)\n" }
        try folder.write("frames.csv", table)

        let data = try TrainingSource.read(folder.path, limit: 9)

        #expect(data.frames.map(\.position) == Array(repeating: "A", count: 6) + ["B", "B", "B"])
        #expect(data.frames.prefix(6).map(\.seconds) == [2, 7, 12, 17, 22, 27])
        #expect(data.notes.count == 1)
        #expect(data.notes[0].contains("9 of 33 frames were read"))
        #expect(try TrainingSource.read(folder.path, limit: 33).notes.isEmpty)
    }

    @Test("fewer frames than positions come from different positions", arguments: 1...5)
    func fewerThanPositions(limit: Int) {
        let positions = (0..<5).flatMap { Array(repeating: "p\($0)", count: 4) }

        let chosen = FrameSelection.choose(limit, of: positions)

        #expect(chosen.count == limit)
        #expect(Set(chosen.map { positions[$0] }).count == limit)
    }
}
