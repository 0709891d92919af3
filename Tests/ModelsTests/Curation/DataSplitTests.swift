import Testing

@testable import Models

@Suite("Training, validation and test parts")
struct DataSplitTests {
    @Test("all frames of a position go to one part", arguments: [0, 1, 7] as [UInt64])
    func positionsStayWhole(seed: UInt64) throws {
        let frames = Self.run("a", positions: 20, framesEach: 3)

        let split = try DataSplit(frames, options: SplitOptions(seed: seed))

        var partOf: [String: DataSplit.Part] = [:]
        for (part, members) in split.parts {
            for member in members {
                let position = frames[member.frame].position
                #expect(partOf[position, default: part] == part)
                partOf[position] = part
            }
        }
        #expect(partOf.count == 20)
        #expect(split.rule == .byPosition)
        #expect(split.parts[.training]?.count == 42)
        #expect(split.parts[.validation]?.count == 9)
        #expect(split.parts[.test]?.count == 9)
    }

    @Test("the seed decides, and the same seed decides alike")
    func seeded() throws {
        let frames = Self.run("a", positions: 20, framesEach: 1)

        let first = try DataSplit(frames, options: SplitOptions(seed: 3))

        #expect(try DataSplit(frames, options: SplitOptions(seed: 3)) == first)
        #expect(try DataSplit(frames, options: SplitOptions(seed: 4)) != first)
    }

    @Test("another source moves nothing", arguments: [1, 2, 5], [1, 2, 9])
    func stableUnderSources(first: Int, added: Int) throws {
        let old =
            Self.run("a", positions: 6, framesEach: 1)
            + Self.run("b", positions: first, framesEach: 1)
        let more = old + Self.run("c", positions: added, framesEach: 1)

        let before = try DataSplit(old)
        let after = try DataSplit(more)

        for part in DataSplit.Part.allCases {
            let kept = (after.parts[part] ?? []).filter { $0.frame < old.count }
            #expect(Set(kept) == Set(before.parts[part] ?? []))
        }
    }

    @Test("a class that three positions show reaches all parts", arguments: 0..<20 as Range<UInt64>)
    func rareClasses(seed: UInt64) throws {
        var frames = Self.run("a", positions: 20, framesEach: 1)
        for index in [2, 11, 17] { frames[index].cells[0].state = "metaphase" }

        let split = try DataSplit(frames, options: SplitOptions(seed: seed))

        for part in DataSplit.Part.allCases {
            let states = split.frames(part, of: frames).flatMap(\.cells).compactMap(\.state)
            #expect(states.contains("metaphase"))
        }
        #expect(split.notes.isEmpty)
    }

    @Test("a class of one position is trained on, and the notes say what is missing")
    func rarestClass() throws {
        var frames = Self.run("a", positions: 8, framesEach: 1)
        frames[5].cells[0].state = "anaphase"

        let split = try DataSplit(frames)

        #expect(split.parts[.training]?.contains { $0.frame == 5 } == true)
        #expect(split.notes.count == 1)
        #expect(split.notes.first?.contains("anaphase is not in validation and test") == true)
    }

    @Test("one position is parted by time with the gap that was asked for")
    func byTime() throws {
        let frames = Self.run("a", positions: 1, framesEach: 60)

        let split = try DataSplit(frames, options: SplitOptions(gapSeconds: 200))

        #expect(split.rule == .byTime(gapSeconds: 200))
        let times = DataSplit.Part.allCases.map { part in
            split.frames(part, of: frames).map(\.seconds)
        }
        for (before, after) in zip(times, times.dropFirst()) {
            let last = try #require(before.max())
            let first = try #require(after.min())
            #expect(first - last >= 200)
        }
    }

    @Test("two positions: one trains, the other judges")
    func twoPositions() throws {
        let frames = Self.run("a", positions: 2, framesEach: 12)

        let split = try DataSplit(frames)

        let training = Set(split.frames(.training, of: frames).map(\.position))
        let test = Set(split.frames(.test, of: frames).map(\.position))
        #expect(training.count == 1 && test.count == 1 && training.isDisjoint(with: test))
        #expect(split.parts[.validation]?.isEmpty == false)
    }

    @Test("a single frame is parted by space, with a margin, and its cells move along")
    func bySpace() throws {
        let cell = CurationSamples.Cell(x: 250, y: 40, name: "late")
        let frame = CurationSamples.frame(position: "p", side: 256, cells: [cell])

        let split = try DataSplit([frame])

        #expect(split.rule == .bySpace(marginPixels: 16))
        let test = try #require(split.parts[.test]?.first?.region)
        let validation = try #require(split.parts[.validation]?.first?.region)
        let training = try #require(split.parts[.training]?.first?.region)
        #expect(training.x + training.width + 16 == validation.x)
        #expect(validation.x + validation.width + 16 == test.x)
        #expect(test.x + test.width == 256)
        let cut = try #require(split.frames(.test, of: [frame]).first)
        #expect(cut.cells.map(\.name) == ["late"])
        #expect(cut.cells.first?.x == 250 - Double(test.x))
        #expect(cut.labels["cells"]?[250 - test.x, 40] == 1)
        #expect(split.frames(.training, of: [frame]).first?.cells.isEmpty == true)
    }

    @Test("what cannot be split is refused with what would do")
    func refusal() throws {
        let frame = CurationSamples.frame(position: "p", side: 64)

        let error = #expect(throws: CurationError.self) { try DataSplit([frame]) }

        #expect(error?.reason == .cannotSplit)
        #expect(
            error?.description.contains("1 position, 1 frame of 64 x 64 pixels cannot be split")
                == true)
        #expect(throws: CurationError.self) { try DataSplit([]) }
    }

    private static func run(_ source: String, positions: Int, framesEach: Int) -> [TrainingFrame] {
        (0..<positions).flatMap { position in
            (0..<framesEach).map { index in
                TrainingFrame(
                    source: source, position: "p\(position)", seconds: Double(index) * 60,
                    images: [
                        ChannelImage(channel: "phase", image: FloatImage(width: 8, height: 8))
                    ],
                    cells: [
                        AnnotatedCell(
                            label: 1, name: "c\(position)", x: 3, y: 3, state: "interphase")
                    ])
            }
        }
    }
}
