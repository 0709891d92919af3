import Testing

@testable import Models

@Suite("Single-cell crops")
struct CellCropTests {
    @Test(
        "a mark beside the cell lands at its distance in µm, whatever the pixel size",
        arguments: [0.125, 0.25, 0.5, 0.65, 1.0])
    func markedPlace(pixelMicrometers: Double) throws {
        // A mark 2 µm square, 4 µm right of the cell's centre and 2 µm below.
        let side = Int(64 / pixelMicrometers)
        let centre = (x: 30.3 / pixelMicrometers, y: 28.6 / pixelMicrometers)
        let cell = CurationSamples.Cell(x: centre.x, y: centre.y, name: "marked")
        var frame = CurationSamples.frame(
            position: "p", side: side, pixelMicrometers: pixelMicrometers, cells: [cell],
            radius: 8 / pixelMicrometers, noise: 1, contrast: 10)
        for y in 0..<side {
            for x in 0..<side {
                let across = (Double(x) - centre.x) * pixelMicrometers - 4
                let down = (Double(y) - centre.y) * pixelMicrometers - 2
                if abs(across) <= 1, abs(down) <= 1 { frame.images[0].image[x, y] += 500 }
            }
        }

        let crop = try #require(try Self.crops([frame]).first)

        var sums = (weight: 0.0, x: 0.0, y: 0.0)
        for y in 0..<64 {
            for x in 0..<64 where crop.images[0][x, y] > 5 {
                let weight = Double(crop.images[0][x, y])
                sums = (
                    sums.weight + weight, sums.x + weight * Double(x), sums.y + weight * Double(y)
                )
            }
        }
        #expect(crop.images[0].width == 64 && crop.images[0].height == 64)
        #expect(abs((sums.x / sums.weight - 31.5) * 0.5 - 4) < 0.75 * max(0.5, pixelMicrometers))
        #expect(abs((sums.y / sums.weight - 31.5) * 0.5 - 2) < 0.75 * max(0.5, pixelMicrometers))
    }

    @Test(
        "a ramp is read at the right places between pixels and under several",
        arguments: [0.4, 1, 2.7])
    func ramp(step: Double) {
        var image = FloatImage(width: 60, height: 50)
        for y in 0..<50 { for x in 0..<60 { image[x, y] = Float(2 * x - 3 * y) } }

        let result = AreaSampler(
            width: 60, height: 50, x: 30.2, y: 24.7, step: step, columns: 9, rows: 8
        ).apply(to: image)

        for y in 0..<8 {
            for x in 0..<9 {
                let column = 30.2 + (Double(x) - 4) * step
                let row = 24.7 + (Double(y) - 3.5) * step
                // A box that cuts pixels feels their steps: less than a quarter of one.
                #expect(
                    abs(Double(result[x, y]) - (2 * column - 3 * row)) < (step > 1 ? 0.6 : 1e-3))
            }
        }
    }

    @Test("beyond the border the field is mirrored and the crop says so")
    func border() throws {
        var image = FloatImage(width: 20, height: 20)
        for y in 0..<20 { for x in 0..<20 { image[x, y] = Float(x) } }

        let sampler = AreaSampler(
            width: 20, height: 20, x: 0.5, y: 10.5, step: 1, columns: 6, rows: 4)

        #expect(Array(sampler.apply(to: image).pixels.prefix(6)) == [1, 0, 0, 1, 2, 3])
        #expect(sampler.crossesBorder)
        let cells = [
            CurationSamples.Cell(x: 4, y: 64, name: "edge"),
            CurationSamples.Cell(x: 64, y: 64, name: "middle"),
        ]
        let crops = try Self.crops([CurationSamples.frame(position: "p", cells: cells)])
        #expect(crops.map(\.isAtBorder) == [true, false])
    }

    @Test("around the cell there is noise like the background's, and no neighbour")
    func backgroundReplaced() throws {
        let cells = [
            CurationSamples.Cell(x: 64, y: 64, name: "one"),
            CurationSamples.Cell(x: 82, y: 64, name: "neighbour"),
            CurationSamples.Cell(x: 64, y: 88, name: "other"),
        ]
        let frame = CurationSamples.frame(position: "p", cells: cells)

        let crop = try Self.crops([frame], unit: .background)[0]

        var outside: [Double] = []
        var inside: [Double] = []
        for (value, isKept) in zip(crop.images[0].pixels, crop.mask) {
            if isKept { inside.append(Double(value)) } else { outside.append(Double(value)) }
        }
        let mean = outside.reduce(0, +) / Double(outside.count)
        let variance = outside.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(outside.count)
        #expect(abs(mean) < 0.1)
        #expect(abs(variance.squareRoot() - 1) < 0.1)
        #expect((outside.max() ?? 0) < 6)
        // The disc has radius 8; with 2 µm more, 12 pixels, less what the neighbour takes.
        #expect(abs(Double(inside.count) - Double.pi * 12 * 12) < 60)
        #expect(inside.count { $0 > 6 } > 160)
        #expect(!crop.mask[31 * 64 + 31 + 16])
    }

    @Test("without an outline a disc is kept")
    func disc() throws {
        let frame = CurationSamples.frame(
            position: "p", cells: [CurationSamples.Cell(x: 64, y: 64, name: "one")],
            isLabelled: false)

        let crop = try Self.crops([frame])[0]

        let kept = Double(crop.mask.count { $0 })
        #expect(abs(kept - Double.pi * 400) < 30)
        #expect(!crop.mask[0] && crop.mask[32 * 64 + 32])
    }

    @Test("exposure and offset change nothing", arguments: CropSettings.Unit.allCases)
    func exposure(unit: CropSettings.Unit) throws {
        let cells = CurationSamples.cells(6, side: 128, state: "interphase", seed: 4)
        let frame = CurationSamples.frame(position: "p", cells: cells)
        var brighter = frame
        brighter.images[0].image.pixels = frame.images[0].image.pixels.map { 3 * $0 + 200 }

        let plain = try Self.crops([frame], unit: unit)
        let bright = try Self.crops([brighter], unit: unit)

        for (left, right) in zip(plain, bright) {
            let most = zip(left.images[0].pixels, right.images[0].pixels).map { abs($0 - $1) }.max()
            #expect((most ?? 1) < 1e-2)
            #expect(right.facts.brightness > left.facts.brightness + 200)
        }
    }

    @Test("the number of cells in the field does not change how bright a cell is")
    func density() throws {
        let one = CurationSamples.Cell(x: 30, y: 30, name: "one")
        let crowd =
            [one]
            + CurationSamples.cells(40, side: 240, state: "interphase", seed: 3)
            .map { CurationSamples.Cell(x: $0.x + 15, y: $0.y + 15, name: $0.name) }
            .filter { $0.x > 55 || $0.y > 55 }
        let sparse = CurationSamples.frame(position: "s", side: 256, cells: [one])
        let dense = CurationSamples.frame(position: "d", side: 256, cells: crowd)

        for unit in [CropSettings.Unit.cells, .background] {
            let values = try [sparse, dense].map { frame -> Double in
                let crop = try Self.crops([frame], unit: unit)[0]
                return Double(crop.images[0][32, 32])
            }
            let ratio = values[1] / values[0]
            #expect(abs(ratio - 1) < 0.35, "\(unit)")
        }
    }

    @Test("the earlier frame is the one asked for, at the old or the new place")
    func history() throws {
        let places = [0.0, 600, 1200].map { seconds in
            CurationSamples.frame(
                position: "p", seconds: seconds,
                cells: [CurationSamples.Cell(x: 50 + seconds / 100, y: 64, name: "mover")],
                contrast: 50 + seconds / 10, seed: UInt64(seconds) + 1)
        }
        func crop(_ history: CropSettings.History) throws -> CellCrop {
            try Self.crops(places, unit: .background, history: history)[2]
        }

        let same = try crop(.sameCell(seconds: 500))
        let still = try crop(.samePlace(seconds: 500))
        let old = try crop(.samePlace(seconds: 5000))

        #expect(same.images.count == 2 && same.hasEarlier)
        #expect(Self.middle(same.images[1]) > Self.middle(old.images[1]) * 1.4)
        // The cell moved by 6 pixels: at the same place it lies 6 pixels left of the middle.
        #expect(abs(Self.column(same.images[1])) < 1)
        #expect(abs(Self.column(still.images[1]) + 6) < 2)
        let first = try Self.crops(places, history: .sameCell(seconds: 500))
        #expect(first.map(\.hasEarlier) == [false, true, true])
        #expect(
            try CropSet.make(places, settings: Self.settings(.cells, .samePlace(seconds: 1)))
                .notes == ["1 of 3 cells have no earlier frame: now stands in"])
    }

    @Test("background crops hold no cell, and carry what most cells of their frame are")
    func bare() throws {
        let cells = CurationSamples.cells(8, side: 256, state: "dead", seed: 8)
        let frame = CurationSamples.frame(position: "p", side: 256, cells: cells)
        let settings = Self.settings(.background, .none)

        let crops = try CropSet.background([frame], perFrame: 6, settings: settings).crops

        #expect(!crops.isEmpty)
        for crop in crops {
            #expect((crop.images[0].pixels.max() ?? 9) < 6)
            #expect(crop.classIndex == CellClasses.grouped.index(of: "dead"))
            #expect(crop.damage == 1)
            #expect(!crop.isAtBorder)
        }
        #expect(try CropSet.background([frame], perFrame: 6, settings: settings).crops == crops)
        let full = CurationSamples.frame(
            position: "p", cells: [CurationSamples.Cell(x: 64, y: 64, name: "huge")], radius: 60)
        #expect(throws: CurationError.self) {
            try CropSet.background([full], settings: settings)
        }
    }

    @Test("a missing pixel size, a missing channel and NaN are refused with what to do")
    func refusals() {
        let cells = [CurationSamples.Cell(x: 64, y: 64, name: "one")]
        let unsized = CurationSamples.frame(position: "p", pixelMicrometers: nil, cells: cells)
        var renamed = CurationSamples.frame(position: "p", cells: cells)
        renamed.images[0].channel = "nuclei"
        var broken = CurationSamples.frame(position: "p", cells: cells)
        broken.images[0].image.pixels[5] = .nan
        let expected: [(TrainingFrame, CurationError.Reason)] = [
            (unsized, .missingPixelSize), (renamed, .missingChannel), (broken, .notFinite),
            (CurationSamples.frame(position: "p"), .empty),
        ]

        for (frame, reason) in expected {
            let error = #expect(throws: CurationError.self) { try Self.crops([frame]) }
            #expect(error?.reason == reason)
        }
    }

    private static func settings(
        _ unit: CropSettings.Unit, _ history: CropSettings.History
    ) -> CropSettings {
        CropSettings(channels: ["phase"], unit: unit, history: history)
    }

    private static func crops(
        _ frames: [TrainingFrame], unit: CropSettings.Unit = .cells,
        history: CropSettings.History = .none
    ) throws -> [CellCrop] {
        try CropSet.make(frames, settings: settings(unit, history)).crops
    }

    private static func middle(_ image: FloatImage) -> Float {
        var sum: Float = 0
        for y in 29..<35 { for x in 27..<33 { sum += image[x, y] / 36 } }
        return sum
    }

    /// Where the bright pixels are, relative to the middle.
    private static func column(_ image: FloatImage) -> Double {
        var sums = (weight: 0.0, x: 0.0)
        for y in 0..<64 {
            for x in 0..<64 where image[x, y] > 6 {
                sums = (sums.weight + 1, sums.x + Double(x) - 31.5)
            }
        }
        return sums.weight > 0 ? sums.x / sums.weight : .nan
    }
}
