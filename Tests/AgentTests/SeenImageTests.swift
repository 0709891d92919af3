import Acquisition
import Models
import Testing

@testable import Agent

@Suite("A frame as networks look at it")
struct SeenImageTests {
    private static func frame(side: Int) -> AcquiredFrame {
        let pixels = (0..<side * side).map { UInt16(300 + $0 % 17) }
        return Stand.frame(
            event: 0, channel: "nuclei", isTransmitted: false, pixels: pixels, width: side,
            height: side)
    }

    @Test("is measured in electrons above the offset, as a meter of its own does")
    func measured() throws {
        let frame = Self.frame(side: 64)
        let seen = try SeenImage(of: frame, InputMeter())

        let first = try #require(seen.measured(frame))
        let second = try #require(seen.measured(frame))

        // Offset 100, half an electron a grey value.
        #expect(first.electrons.pixels == seen.image.pixels.map { ($0 - 100) * 0.5 })
        let alone = try InputMeter().measure(first.electrons, pixelMicrometers: 0.325)
        #expect(try first.input.get() == alone)
        #expect(try second.input.get() == alone && second.electrons == first.electrons)
    }

    @Test("small frames and predictions are not measured")
    func unmeasured() throws {
        let small = Self.frame(side: 63)
        #expect(try SeenImage(of: small, InputMeter()).measured(small) == nil)
        let predicted = SeenImage(FloatImage(width: 64, height: 64), learntSpread: nil)
        #expect(predicted.measured(Self.frame(side: 64)) == nil)
    }

    @Test("a trial frame shows cells where its outlines are, and readers forget it")
    func trial() throws {
        let trial = try TrialFrame(width: 200, height: 100, InputMeter())
        let reader = CountingReader()

        trial.show(to: [reader], in: [[0]], threadCount: 1)

        #expect(reader.lookCount == 2 && reader.forgetCount == 1)
        // Three columns of squares and two rows, the last of which is cut.
        #expect(Set(trial.outlines.labels) == Set(0...6))
        for (label, value) in zip(trial.outlines.labels, trial.seen.image.pixels) {
            #expect((label > 0) == (value >= 1000))
        }
    }
}

private final class CountingReader: FrameReading {
    var lookCount = 0
    var forgetCount = 0

    func finding(
        in seen: SeenImage, of frame: AcquiredFrame, outlines: LabelImage?
    ) throws -> NetworkFinding {
        lookCount += 1
        return NetworkFinding()
    }

    func forget() { forgetCount += 1 }
}
