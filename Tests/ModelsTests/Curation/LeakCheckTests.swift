import Testing

@testable import Models

@Suite("Leaks between parts")
struct LeakCheckTests {
    @Test("fields that share nothing pass")
    func clean() throws {
        let frames = Self.fields()
        let split = try DataSplit(frames)

        let check = LeakCheck(split, of: frames)

        #expect(check.pairs.isEmpty)
        try check.requireNone()
        #expect(try check.dropping() == split)
    }

    @Test("a copied frame is found, refused by name, and can be dropped from training")
    func sameFrame() throws {
        var frames = Self.fields()
        let split = try DataSplit(frames)
        let (train, test) = try Self.oneOfEach(split)
        frames[train].images = frames[test].images

        let check = LeakCheck(split, of: frames)
        let error = #expect(throws: CurationError.self) { try check.requireNone() }
        let rest = try check.dropping()

        #expect(check.pairs.map(\.reason) == [.sameFrame])
        #expect(error?.reason == .leak)
        #expect(error?.description.contains(frames[test].position) == true)
        #expect(rest.parts[.training]?.contains { $0.frame == train } == false)
        #expect(rest.parts[.test] == split.parts[.test])
        #expect(rest.notes.last == "left out 1 frame of training: also in a part held out")
    }

    @Test(
        "the same field taken again, shifted and with other light, is found",
        arguments: [(0, 0), (9, 0), (-13, 6)])
    func nearDuplicate(across: Int, down: Int) throws {
        var frames = Self.fields()
        let split = try DataSplit(frames)
        let (train, test) = try Self.oneOfEach(split)
        let cells = CurationSamples.cells(12, side: 128, state: "interphase", seed: 99)
        frames[test] = CurationSamples.frame(position: "new", cells: cells, seed: 5)
        let moved = cells.map { cell in
            var cell = cell
            cell.x += Double(across)
            cell.y += Double(down)
            cell.name += "again"
            return cell
        }
        frames[train] = CurationSamples.frame(
            position: "old", cells: moved, level: 300, noise: 10, contrast: 90, seed: 6)

        let pairs = LeakCheck(split, of: frames).pairs

        let pair = try #require(pairs.first)
        #expect(pairs.count == 1)
        #expect(Set([pair.first.frame, pair.second.frame]) == [train, test])
        guard case .nearDuplicate(let correlation) = pair.reason else {
            Issue.record("\(pair.reason)")
            return
        }
        #expect((0.92...1).contains(correlation))
    }

    @Test("fields that resemble each other in one channel of three are no copies, in two they are")
    func severalChannels() throws {
        var frames = Self.fields()
        for index in frames.indices {
            let own = (0..<2).map { channel in
                let cells = CurationSamples.cells(
                    12, side: 128, state: "interphase", seed: UInt64(1000 + 2 * index + channel))
                var image = CurationSamples.frame(position: "p", cells: cells).images[0]
                image.channel = "other \(channel)"
                return image
            }
            frames[index].images += own
        }
        let split = try DataSplit(frames)
        let (train, test) = try Self.oneOfEach(split)
        // Near copies: other noise would give other pixels, a changed one does as well.
        func copy(_ channel: Int) {
            frames[train].images[channel] = frames[test].images[channel]
            frames[train].images[channel].image.pixels[0] += 1
        }

        copy(0)
        let one = LeakCheck(split, of: frames).pairs
        copy(1)
        let two = LeakCheck(split, of: frames).pairs

        #expect(one.isEmpty)
        #expect(two.count == 1)
    }

    @Test("a cell that two parts of one source name alike is found; of two sources it is not")
    func sameCell() throws {
        var frames = Self.fields()
        let split = try DataSplit(frames)
        let (train, test) = try Self.oneOfEach(split)
        frames[train].cells[0].name = "wanderer"
        frames[test].cells[0].name = "wanderer"

        #expect(
            LeakCheck(split, of: frames).pairs.map(\.reason) == [.sameCell(name: "wanderer")])
        frames[train].source = "another"
        #expect(LeakCheck(split, of: frames).pairs.isEmpty)
    }

    @Test("uneven light that all fields share is no leak")
    func vignette() throws {
        var frames = Self.fields()
        for index in frames.indices {
            for place in frames[index].images[0].image.pixels.indices {
                let x = Double(place % 128) / 64 - 1
                let y = Double(place / 128) / 64 - 1
                frames[index].images[0].image.pixels[place] += Float(500 - 150 * (x * x + y * y))
            }
        }

        #expect(LeakCheck(try DataSplit(frames), of: frames).pairs.isEmpty)
    }

    private static func fields() -> [TrainingFrame] {
        (0..<8).map { index in
            CurationSamples.frame(
                position: "p\(index)",
                cells: CurationSamples.cells(
                    10, side: 128, state: "interphase", seed: UInt64(index + 10)),
                seed: UInt64(index + 50))
        }
    }

    private static func oneOfEach(_ split: DataSplit) throws -> (train: Int, test: Int) {
        (
            try #require(split.parts[.training]?.first?.frame),
            try #require(split.parts[.test]?.first?.frame)
        )
    }
}
