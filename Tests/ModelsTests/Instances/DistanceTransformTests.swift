import Testing

@testable import Models

@Suite("Distance transform")
struct DistanceTransformTests {
    @Test("distances in a mask are SciPy's")
    func oracle() throws {
        let oracle = try ImageOracles.read().masks.distance

        let distance = DistanceTransform.toBorder(
            of: LabelImage(ImageOracles.scatter(), above: 0.45))

        #expect(ImageOracles.largestDifference(distance.pixels, oracle) < 1e-5)
    }

    @Test("distances are those found by trying every pixel", arguments: 0..<20)
    func bruteForce(seed: UInt64) {
        let labels = LabelSamples.random(
            width: 23 + Int(seed % 5), height: 17 + Int(seed % 7), count: 1 + Int(seed % 3),
            seed: seed)

        let distance = DistanceTransform.toBorder(of: labels)

        for y in 0..<labels.height {
            for x in 0..<labels.width {
                var nearest = Float.infinity
                for otherY in 0..<labels.height {
                    for otherX in 0..<labels.width where labels[otherX, otherY] != labels[x, y] {
                        let dx = otherX - x
                        let dy = otherY - y
                        nearest = min(nearest, Float(dx * dx + dy * dy).squareRoot())
                    }
                }
                #expect(distance[x, y] == (labels[x, y] == 0 ? 0 : nearest))
            }
        }
    }

    @Test("an object that fills the image has no border")
    func noBorder() {
        let full = LabelImage(width: 3, height: 2, labels: [4, 4, 4, 4, 4, 4])

        #expect(DistanceTransform.toBorder(of: full).pixels.allSatisfy { $0 == .infinity })
    }
}
