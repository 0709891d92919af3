import Acquisition
import Hardware
import Models
import Testing

@testable import Agent

@Suite("Earlier frames of a place")
struct EarlierFramesTests {
    /// A frame of `grey` values above an offset of 100.
    private static func frame(
        _ seconds: Double, position: Int = 0, channel: String = "nuclei", power: Double = 10
    ) throws -> AcquiredFrame {
        let pixels = FrameBuffer([UInt16](repeating: 0, count: 4))
        let metadata = FrameMetadata(
            number: 0, width: 2, height: 2, exposure: .milliseconds(50), offset: 100,
            electronsPerGrey: 1, startedAt: .zero, wallTime: 0, droppedCount: 0, checksum: 0)
        return AcquiredFrame(
            eventIndex: 0, timeIndex: 0, position: position, positionName: "A", channel: channel,
            isTransmitted: false, seconds: seconds, powerMilliwatts: power,
            readNoiseElectrons: 1, pixelMicrometers: 0.325,
            frame: Frame(metadata: metadata, pixels: pixels))
    }

    private static func image(_ grey: Float) -> FloatImage {
        FloatImage(width: 2, height: 2, pixels: Array(repeating: grey, count: 4))
    }

    private static func greys(_ series: [FloatImage]) -> [Float] { series.map { $0.pixels[0] } }

    @Test("as many as are wanted come with each, the youngest first")
    func series() throws {
        var earlier = EarlierFrames()
        let found = try (0..<5).map { t in
            Self.greys(
                earlier.series(
                    with: Self.image(Float(200 + t)), of: try Self.frame(Double(60 * t)), count: 3,
                    seconds: 60))
        }

        #expect(
            found == [[200], [201, 200], [202, 201, 200], [203, 202, 201], [204, 203, 202]])
    }

    @Test("another position or channel has frames of its own, and what is too old stays away")
    func places() throws {
        var earlier = EarlierFrames()
        func look(_ grey: Float, _ frame: AcquiredFrame) -> [Float] {
            Self.greys(earlier.series(with: Self.image(grey), of: frame, count: 3, seconds: 60))
        }

        #expect(look(200, try Self.frame(0)) == [200])
        #expect(look(300, try Self.frame(10, position: 1)) == [300])
        #expect(look(400, try Self.frame(20, channel: "cytoplasm")) == [400])
        #expect(look(201, try Self.frame(60)) == [201, 200])
        // Twice the time is still near enough, more is not.
        #expect(look(202, try Self.frame(180)) == [202, 201, 200])
        #expect(look(203, try Self.frame(301)) == [203])
        #expect(look(204, try Self.frame(361)) == [204, 203])
    }

    @Test("a frame in other light is given as it would be in this one")
    func light() throws {
        var earlier = EarlierFrames()
        _ = earlier.series(
            with: Self.image(500), of: try Self.frame(0, power: 20), count: 2, seconds: 60)

        let series = earlier.series(
            with: Self.image(140), of: try Self.frame(60, power: 2), count: 2, seconds: 60)

        #expect(Self.greys(series) == [140, 140])
    }
}
