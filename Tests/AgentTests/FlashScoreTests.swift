import Testing

@testable import Agent

@Suite("Flashes caught")
struct FlashScoreTests {
    private static let flash = #"{"kind":"flash","cell":7,"from":1000,"to":1800}"#

    private func exposure(
        at seconds: Double, snr: Double, flashSNR: Double? = nil, line: String = "GREEN"
    ) -> String {
        """
        {"kind":"exposure","frame":1,"from":\(seconds),"to":\(seconds + 0.1),"x_um":0,"y_um":0,\
        "z_um":0,"region":[0,0,512,512],"pixel_um":0.325,"light":[{"line":"\(line)",\
        "seconds":0.1,"j_cm2":0.25}],"cells":[{"id":7,"x_px":10,"y_px":20,\
        "phase":"interphase","peak_snr":0,"organelle_snr":\(snr),\
        "flash_snr":\(flashSNR ?? snr)}]}
        """
    }

    private func score(_ frames: [(Double, Double)]) throws -> [FlashScore] {
        let lamp = stride(from: 0.0, through: 4000, by: 120).map {
            exposure(at: $0, snr: 0, line: "LED")
        }
        return try RunScore(
            truthLines: lamp + frames.map { exposure(at: $0.0, snr: $0.1) } + [Self.flash]
        ).flashes
    }

    @Test("three bright frames and a close look before the onset catch a flash")
    func caught() throws {
        let scores = try score([(950, 6), (1070, 6), (1190, 6), (1310, 6)])

        #expect(scores.map(\.isCaught) == [true])
        #expect(abs((scores[0].timingError ?? 99) - 10.05) < 0.01)
    }

    @Test("before the onset a frame counts that would have shown the flash, though the cell is dim")
    func dim() throws {
        func caught(before flashSNR: Double) throws -> [Bool] {
            let during = [1070.0, 1190, 1310].map { exposure(at: $0, snr: 6) }
            return try RunScore(
                truthLines: stride(from: 0.0, through: 4000, by: 120).map {
                    exposure(at: $0, snr: 0, line: "LED")
                } + during
                    + [exposure(at: 950, snr: 2, flashSNR: flashSNR), Self.flash]
            ).flashes.map(\.isCaught)
        }

        #expect(try caught(before: 5) == [true])
        #expect(try caught(before: 4.9) == [false])
    }

    @Test("too few, too dim or too late is a miss, and says why")
    func missed() throws {
        for (frames, hint) in [
            ([(950.0, 6.0), (1070, 6), (1190, 6), (1310, 4)], "only 2 of 3"),
            ([(500, 6), (1070, 6), (1190, 6), (1310, 6)], "lies in a gap"),
            ([(1070, 6), (1190, 6), (1310, 6)], "before the flash"), ([], "only 0 of 3"),
        ] {
            let scores = try score(frames)
            #expect(scores.count == 1)
            #expect(scores[0].miss?.contains(hint) == true, "\(scores[0].miss ?? "caught")")
        }
    }

    @Test("a flash at the edge of the run, or of a cell that was not imaged, does not count")
    func outside() throws {
        let early = try RunScore(truthLines: [
            exposure(at: 900, snr: 6), exposure(at: 4000, snr: 6), Self.flash,
        ])
        let unseen = try RunScore(
            truthLines: stride(from: 0.0, through: 4000, by: 120).map {
                exposure(at: $0, snr: 6).replacing("\"id\":7", with: "\"id\":8")
            } + [Self.flash])

        #expect(early.flashes.isEmpty)
        #expect(unseen.flashes.isEmpty)
    }
}
