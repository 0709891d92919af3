import Testing

@testable import Models

@Suite("Distance targets and decoding")
struct DistanceDecoderTests {
    @Test("targets of a mask decode to the same objects", arguments: 0..<6)
    func roundTrip(seed: UInt64) {
        let truth = LabelSamples.blobs(width: 160, height: 120, pitch: 20, seed: seed)
        let targets = DistanceTargets(labels: truth)

        let found = DistanceDecoder().decode(
            foreground: targets.foreground, distance: targets.distance)

        #expect(found.largestLabel == truth.largestLabel)
        #expect(LabelSamples.overlaps(of: truth, with: found).allSatisfy { $0 > 0.9 })
    }

    @Test("touching objects are each deep in their middle and shallow where they touch")
    func touching() {
        let pair = LabelImage(width: 10, height: 1, labels: [0, 1, 1, 1, 2, 2, 2, 2, 2, 0])

        let targets = DistanceTargets(labels: pair)

        #expect(targets.distance.pixels[1...3] == [0.5, 1, 0.5])
        #expect(targets.distance[4, 0] == Float(1) / 3)
        #expect(targets.foreground.pixels == [0, 1, 1, 1, 1, 1, 1, 1, 1, 0])
    }

    @Test("an object that fills the image counts as deep everywhere")
    func full() {
        let full = LabelImage(width: 2, height: 2, labels: [1, 1, 1, 1])

        #expect(DistanceTargets(labels: full).distance.pixels == [1, 1, 1, 1])
    }

    @Test("a piece that is shallow everywhere is one object beside a deep one")
    func shallow() {
        let labels = LabelImage(width: 8, height: 1, labels: [1, 1, 0, 2, 2, 2, 0, 3])
        var targets = DistanceTargets(labels: labels).distance
        targets.pixels.replaceSubrange(0...1, with: [0.2, 0.3])
        targets.pixels[7] = 0.1

        let found = DistanceDecoder().decode(
            foreground: DistanceTargets(labels: labels).foreground, distance: targets)

        #expect(found.labels == labels.labels)
    }

    @Test("objects below the smallest size are dropped, nothing at all gives nothing")
    func small() {
        let labels = LabelImage(width: 6, height: 2, labels: [1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 2, 0])
        let targets = DistanceTargets(labels: labels)
        var decoder = DistanceDecoder()
        decoder.smallestObject = 2

        let found = decoder.decode(foreground: targets.foreground, distance: targets.distance)
        let none = decoder.decode(
            foreground: FloatImage(width: 6, height: 2), distance: targets.distance)

        #expect(found.labels == [1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0])
        #expect(none.labels.allSatisfy { $0 == 0 })
    }
}
