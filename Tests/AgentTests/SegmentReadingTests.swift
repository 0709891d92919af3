import Acquisition
import Foundation
import Models
import Testing

@testable import Agent

@Suite("Outlines of what another network predicted")
struct SegmentReadingTests {
    private static let side = 256
    private static let package = URL(filePath: #filePath)
        .appending(path: "../../../Networks/segment.zip").standardizedFileURL.path

    /// An uneven background of a few grey values, with a nucleus of 200 on it or none.
    private func finding(hasNucleus: Bool, learntSpread: Double?) throws -> NetworkFinding {
        let pixels = (0..<(Self.side * Self.side)).map { place in
            let (x, y) = (Double(place % Self.side), Double(place / Self.side))
            let isNucleus = hasNucleus && hypot(x - 100, y - 140) < 20
            return Float(100 + 4 * sin(x / 9) * cos(y / 11) + (isNucleus ? 200 : 0))
        }
        let image = FloatImage(width: Self.side, height: Self.side, pixels: pixels)
        let reading = try SegmentReading(
            PackagePredictor(ModelPackage.read(Self.package)), isOfPrediction: true)
        let frame = Stand.frame(
            event: 1, channel: "phase", isTransmitted: true,
            pixels: [UInt16](repeating: 100, count: pixels.count), width: Self.side,
            height: Self.side)
        return try reading.finding(
            in: SeenImage(image, learntSpread: learntSpread), of: frame, outlines: nil)
    }

    @Test("what is uneven where nothing is predicted is no object")
    func faint() throws {
        #expect(try finding(hasNucleus: false, learntSpread: nil).objects.count > 3)
        #expect(try finding(hasNucleus: false, learntSpread: 60).objects.isEmpty)
    }

    @Test("what stands out is")
    func nucleus() throws {
        let finding = try finding(hasNucleus: true, learntSpread: 60)

        let object = try #require(finding.objects.first)
        #expect(finding.objects.count == 1)
        #expect(finding.numbers["objects"] == 1)
        #expect(abs(object.x - 100) < 2 && abs(object.y - 140) < 2)
        #expect(abs(object.areaMicrometers2 / (.pi * 400 * 0.325 * 0.325) - 1) < 0.2)
    }
}
