import Foundation
import Testing

@testable import Agent

@Suite("Score against the truth")
struct RunScoreTests {
    private static let division = """
        {"kind":"division","cell":7,"envelope_breakdown":1000,"metaphase":1600,"anaphase":2500,\
        "end":3700,"x_um":1,"y_um":2,"daughters":[8,9]}
        """

    private func exposure(
        at seconds: Double, x: Double = 0, line: String = "CYAN", snr: Double = 9, cell: Int = 7
    ) -> String {
        """
        {"kind":"exposure","frame":1,"from":\(seconds),"to":\(seconds + 0.1),"x_um":\(x),"y_um":0,\
        "z_um":0,"region":[0,0,512,512],"pixel_um":0.325,"light":[{"line":"\(line)",\
        "seconds":0.1,"j_cm2":0.25}],"cells":[{"id":\(cell),"x_px":10,"y_px":20,\
        "phase":"metaphase","peak_snr":\(snr)}]}
        """
    }

    private func lamp(from first: Double = 0, to last: Double = 6000) -> [String] {
        stride(from: first, through: last, by: 120).map { exposure(at: $0 - 1, line: "LED") }
    }

    private func score(_ lines: [String]) throws -> RunScore {
        var tally = TruthTally()
        for record in try TruthFile.records(in: lines.joined(separator: "\n") + "\n") {
            tally.add(record)
        }
        return tally.score()
    }

    @Test("frames of other runs of the same rig do not count")
    func otherRuns() throws {
        let lines = (lamp() + [2300, 2420, 2540, 2660, 2780].map { exposure(at: Double($0)) })
            .enumerated().map { number, line in
                line.replacing("\"frame\":1,", with: "\"frame\":\(number),")
            }
        func caught(_ frames: Set<Int64>?) throws -> Int {
            var tally = TruthTally(.init(frames: frames))
            let text = (lines + [Self.division]).joined(separator: "\n") + "\n"
            for record in try TruthFile.records(in: text) { tally.add(record) }
            return tally.score().caughtCount
        }

        let all = Set((0..<lines.count).map(Int64.init))
        #expect(try caught(nil) == 1)
        #expect(try caught(all) == 1)
        #expect(try caught(all.subtracting([Int64(lines.count - 1)])) == 0)
        #expect(try caught([]) == 0)
    }

    @Test("five bright frames that bracket anaphase closely catch a division")
    func caught() throws {
        let frames = [2300, 2420, 2540, 2660, 2780].map { exposure(at: Double($0)) }

        let division = try #require(try score(lamp() + frames + [Self.division]).divisions.first)

        #expect(division.isCaught)
        #expect(division.brightFrames == 5)
        #expect(abs((division.timingError ?? 0) - -19.95) < 0.1)
    }

    @Test(
        "a division is missed for the reason that is told",
        arguments: [
            ([2420.0, 2540, 2660, 2780], 9.0, "only 4 of 5 frames"),
            ([2300, 2420, 2540, 2660, 2780], 4.9, "peak SNR"),
            ([2000, 2120, 2240, 2360, 2480], 9, "no frame after anaphase"),
            ([2510, 2630, 2750, 2870, 2990], 9, "no frame before anaphase"),
            ([2000, 2120, 2300, 2600, 2700], 9, "gap of 5 min"),
            ([3200, 3320, 3440, 3560, 3680], 9, "only 0 of 5 frames"),
        ])
    func missed(times: [Double], snr: Double, hint: String) throws {
        let frames = times.map { exposure(at: $0, snr: snr) }

        let division = try #require(try score(lamp() + frames + [Self.division]).divisions.first)

        #expect(division.miss?.contains(hint) == true, "\(division.miss ?? "caught")")
    }

    @Test("transmitted light shows cells but catches nothing")
    func lampCatchesNothing() throws {
        let score = try score(lamp() + [Self.division])

        #expect(score.divisions.count == 1)
        #expect(score.caughtCount == 0)
        #expect(score.places.first?.fluorescenceCount == 0)
    }

    @Test("divisions outside the fields or the time of the run do not count")
    func outside() throws {
        let elsewhere = Self.division.replacingOccurrences(of: "\"cell\":7", with: "\"cell\":70")

        #expect(try score(lamp() + [elsewhere]).divisions.isEmpty)
        #expect(try score(lamp(from: 1200) + [Self.division]).divisions.isEmpty)
        #expect(try score(lamp(to: 2900) + [Self.division]).divisions.isEmpty)
    }

    @Test("cells harmed in the imaged fields are listed once, with all that befell them")
    func harmed() throws {
        let damage = [(7, "motility"), (7, "death"), (99, "death")].map { cell, what in
            "{\"kind\":\"damage\",\"cell\":\(cell),\"time\":3000,\"what\":\"\(what)\"}"
        }

        let score = try score(lamp() + damage)

        #expect(
            score.harmed == [.init(cell: 7, place: 0, outcomes: ["motility", "death"])])
    }

    @Test("light is summed by place and line, and told apart from light outside exposures")
    func light() throws {
        let lines =
            [exposure(at: 100), exposure(at: 200), exposure(at: 300, x: 500)]
            + [
                "{\"kind\":\"light\",\"line\":\"CYAN\",\"power_mw\":20,"
                    + "\"irradiance_w_cm2\":2.5,\"from\":100,\"to\":101}"
            ]

        let score = try score(lines)

        #expect(score.places.map { $0.joulesPerCm2["CYAN"] } == [0.5, 0.25])
        #expect(score.secondsOn["CYAN"] == 1)
        #expect(score.joulesOn["CYAN"] == 2.5)
        #expect(score.largestDoseError(against: [["CYAN": 0.51], ["CYAN": 0.25]]) < 0.021)
        #expect(score.largestDoseError(against: [["CYAN": 0.5]]) == .infinity)
    }

    @Test("a truth file is read as a stream and a torn last line is left out")
    func file() throws {
        let path = NSTemporaryDirectory() + "truth-\(UInt64.random(in: 0...UInt64.max)).jsonl"
        let lines = ["{\"kind\":\"rig\",\"seed\":1}"] + lamp() + [Self.division]
        let text = lines.joined(separator: "\n") + "\n{\"kind\":\"division\",\"ce"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }

        let score = try RunScore(truthAt: path)

        #expect(score.divisions.count == 1)
        #expect(!score.isComplete)
    }

    @Test("a line in the middle that is no record is an error with its number")
    func torn() throws {
        let error = #expect(throws: TruthFile.Failure.self) {
            _ = try score(["{\"kind\":\"rig\"}", "{\"kind\":\"division\",\"cell\":1}"])
        }

        #expect(error?.line == 2)
        #expect(throws: TruthFile.Failure.self) { _ = try RunScore(truthAt: "/no/such/file") }
    }
}
