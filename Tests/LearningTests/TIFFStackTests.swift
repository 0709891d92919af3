import Testing

@testable import Acquisition

@Suite("TIFF stacks")
struct TIFFStackTests {
    @Test("what is written reads back, page by page, with its axes and µm")
    func roundTrip() throws {
        let folder = try SampleFolder()
        let planes = (0..<12).map { page in (0..<35).map { Float(page) + Float($0) / 64 } }
        let stack = PlaneStack(
            width: 7, height: 5, sizeC: 2, sizeZ: 3, sizeT: 2, planes: .float32(planes),
            pixelMicrometers: 0.325, zStepMicrometers: 1.5, timeStepSeconds: 120,
            extraLines: ["Info": "a note", "unit": "parsec"])
        try StackWriter().write(stack, to: folder.file("a.tif"))

        let read = try TIFFStack(path: folder.file("a.tif"))

        #expect(read.pageCount == 12)
        #expect(read.pixelMicrometers == 0.325)
        for page in 0..<12 { #expect(try read.greyValues(page: page) == planes[page]) }
        let description = StackDescription(read.description)
        #expect(description.axes == StackAxes(sizeC: 2, sizeZ: 3, sizeT: 2, order: "czt"))
        #expect(description.zStepMicrometers == 1.5)
        #expect(description.timeStepSeconds == 120)
        #expect(description.values["Info"] == "a note")
        #expect(description.values["unit"] == "micron")
    }

    @Test("snapshots of our own say their pixel size")
    func snapshot() throws {
        let folder = try SampleFolder()
        let channel = ChannelDisplay(name: "a <&> b", color: "#ffffff", window: 0...4095)
        try [UInt16](0..<12).withUnsafeBytes {
            try SnapshotWriter().write(
                $0, width: 4, height: 3, pixelMicrometers: 0.65, channel: channel,
                to: folder.file("snap.tif"))
        }

        let stack = try TIFFStack(path: folder.file("snap.tif"))

        #expect(stack.pixelMicrometers == 0.65)
        #expect(try stack.wholeNumbers(page: 0) == Array(0..<12))
        #expect(StackDescription(stack.description).channelNames == ["a <&> b"])
    }

    @Test("8 and 32 bit samples are read as they are")
    func otherSamples() throws {
        let folder = try SampleFolder()
        try folder.write("8.tif", RawTIFF().bytes)
        let long = RawTIFF(
            width: 1, height: 2, bits: 32, pixels: [1, 0, 0, 128, 255, 255, 255, 255])
        try folder.write("32.tif", long.bytes)

        #expect(
            try TIFFStack(path: folder.file("8.tif")).greyValues(page: 0) == [
                1, 2, 3, 4, 5, 6, 7, 8,
            ])
        #expect(
            try TIFFStack(path: folder.file("32.tif")).wholeNumbers(page: 0)
                == [0x8000_0001, 0xFFFF_FFFF])
    }

    @Test(
        "what is no grey image of a sane size is refused, with file and page",
        arguments: [
            (RawTIFF(samplesPerPixel: 3, photometric: 2), "colour image"),
            (RawTIFF(photometric: 3), "palette"),
            (RawTIFF(width: 0), "no pixels"),
            (RawTIFF(height: 0), "no pixels"),
            (RawTIFF(width: 4_000_000_000, height: 4_000_000_000), "page 0"),
            (RawTIFF(width: 100_000, height: 100_000), "too many"),
            (RawTIFF(bits: 16, sampleFormat: 2), "signed"),
            (RawTIFF(bits: 64, sampleFormat: 3), "64 bit floating point"),
            (RawTIFF(bits: 1), "1 bit"),
            (RawTIFF(width: 400, height: 200), "cut off"),
            (RawTIFF(width: 16_000, height: 16_000, stripByteCount: 256_000_000), "cut off"),
        ])
    func refusals(file: RawTIFF, reason: String) throws {
        let folder = try SampleFolder()
        try folder.write("bad.tif", file.bytes)

        let error = #expect(throws: StorageError.self) {
            _ = try TIFFStack(path: folder.file("bad.tif")).greyValues(page: 0)
        }

        let text = "\(error, default: "nothing")"
        #expect(
            text.contains("bad.tif") && text.contains("page 0") && text.contains(reason), "\(text)")
    }

    @Test("a file cut anywhere is an error that names it, never a crash")
    func truncation() throws {
        let folder = try SampleFolder()
        try folder.writeImage("a.tif", pages: 3)
        let whole = try RealFileSystem().read(at: folder.file("a.tif"))
        for count in stride(from: 0, to: whole.count - 8, by: 7) {
            try folder.write("cut.tif", Array(whole.prefix(count)))

            let error = #expect(throws: StorageError.self) {
                let stack = try TIFFStack(path: folder.file("cut.tif"))
                for page in 0..<3 { _ = try stack.greyValues(page: page) }
            }

            #expect(error?.path == folder.file("cut.tif"))
        }
    }

    @Test(
        "a pixel that is no number is an error with its place", arguments: [Float.nan, .infinity])
    func notFinite(value: Float) throws {
        let folder = try SampleFolder()
        try folder.writeFloats("a.tif", [1, 2, 3, 4, value, 6], width: 3, height: 2)

        let error = #expect(throws: StorageError.self) {
            _ = try TIFFStack(path: folder.file("a.tif")).greyValues(page: 0)
        }

        #expect(
            "\(error, default: "")".contains("a.tif: damaged: page 0: the pixel at column 1, row 1")
        )
    }

    @Test("a page that is not there, and a folder, are refused")
    func wrongPage() throws {
        let folder = try SampleFolder()
        try folder.writeImage("a.tif", pages: 2)

        #expect(throws: StorageError.self) { _ = try TIFFStack(path: folder.file("a.tif")).page(2) }
        #expect(throws: StorageError.self) {
            _ = try TIFFStack(path: folder.file("a.tif")).page(-1)
        }
        #expect(throws: StorageError.self) { _ = try TIFFStack(path: folder.path) }
        #expect(throws: StorageError.self) { _ = try TIFFStack(path: folder.file("none.tif")) }
    }

    @Test("stacks that cannot be are not written")
    func impossible() throws {
        let folder = try SampleFolder()
        let short = PlaneStack(width: 2, height: 2, planes: .float32([[1, 2, 3]]))
        let few = PlaneStack(width: 1, height: 1, sizeC: 2, planes: .float32([[1]]))
        let scale = PlaneStack(
            width: 1, height: 1, planes: .float32([[1]]), pixelMicrometers: 0)
        for stack in [short, few, scale] {
            #expect(throws: StorageError.self) {
                try StackWriter().write(stack, to: folder.file("a.tif"))
            }
        }

        #expect(try RealFileSystem().names(inFolder: folder.path).isEmpty)
    }

    @Test(
        "descriptions of other programs give axes and pixel size",
        arguments: [
            ("ImageJ=1.53t\nimages=6\nslices=6\nunit=\\u00B5m\n", 0.5, "6 z"),
            ("ImageJ=1.53t\nimages=4\nunit=nm\n", 0.0005, "4 z"),
            ("ImageJ=1.53t\nimages=4\nunit=pixel\n", nil, "4 z"),
            (
                "<OME><Image><Pixels DimensionOrder=\"XYCTZ\" SizeC=\"1\" SizeZ=\"3\" SizeT=\"1\" "
                    + "PhysicalSizeX=\"650\" PhysicalSizeXUnit=\"nm\"/></Image></OME>", 0.65, "3 z"
            ),
            ("{\"shape\": [13, 1024, 704], \"axes\": \"ZYX\"}", nil, "13 z"),
        ] as [(String, Double?, String)])
    func descriptions(text: String, micrometers: Double?, z: String) {
        let description = StackDescription(text)

        #expect(description.pixelMicrometers(pixelsPerUnit: 2) == micrometers)
        #expect(description.axes.map { "\($0.sizeZ) z" } == z)
    }

    @Test("pages follow OME's order of axes")
    func pageOrder() {
        let axes = StackAxes(sizeC: 2, sizeZ: 3, sizeT: 4, order: "zct")

        #expect(axes.page(c: 0, z: 2, t: 0) == 2)
        #expect(axes.page(c: 1, z: 0, t: 0) == 3)
        #expect(axes.page(c: 1, z: 2, t: 3) == 23)
        #expect(StackAxes(sizeC: .max, sizeZ: 2).pageCount == nil)
    }
}
