import Testing

@testable import Models

@Suite("Labels")
struct LabelTests {
    private let mask = LabelImage(ImageOracles.scatter(), above: 0.45)

    @Test("connected pieces are scikit-image's")
    func components() throws {
        let oracle = try ImageOracles.read().masks

        let four = ConnectedComponents.label(mask, neighbours: .four)
        let eight = ConnectedComponents.label(mask, neighbours: .eight)

        #expect(four.labels == oracle.four)
        #expect(eight.labels == oracle.eight)
    }

    @Test("pieces of different labels stay apart")
    func componentsOfLabels() {
        let touching = LabelImage(width: 4, height: 1, labels: [7, 7, 3, 7])

        #expect(ConnectedComponents.label(touching, neighbours: .four).labels == [1, 1, 2, 3])
    }

    @Test("pieces of many labels are those of a flood from each pixel", arguments: 0..<12)
    func componentsOfManyLabels(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var image = LabelImage(width: 21, height: 17)
        for index in image.labels.indices {
            image.labels[index] = Int32.random(in: 0...2, using: &random)
        }
        for neighbours in ConnectedComponents.Neighbours.allCases {
            #expect(
                ConnectedComponents.label(image, neighbours: neighbours).labels
                    == LabelSamples.flooded(image, neighbours))
        }
    }

    @Test("small objects go, the others stay whole")
    func small() {
        let labels = LabelImage(width: 5, height: 2, labels: [1, 1, 0, 5, 0, 1, 0, 0, 0, 9])

        #expect(labels.removingObjects(smallerThan: 2).labels == [1, 1, 0, 0, 0, 1, 0, 0, 0, 0])
        #expect(labels.removingObjects(smallerThan: 1).labels == [1, 1, 0, 2, 0, 1, 0, 0, 0, 3])
    }

    @Test("measurements are scikit-image's")
    func measurements() throws {
        let oracle = try ImageOracles.read()
        let blobs = LabelImage(width: 64, height: 48, labels: oracle.stars.blobs)

        let found = ObjectMeasurement.all(
            in: blobs, intensity: ImageOracles.scatter(width: 64, height: 48))

        #expect(found.count == oracle.measured.count)
        for (object, row) in zip(found, oracle.measured) {
            let numbers: [Double] = [
                Double(object.label), Double(object.area), object.centroidX, object.centroidY,
                Double(object.columns.lowerBound), Double(object.columns.upperBound),
                Double(object.rows.lowerBound), Double(object.rows.upperBound),
                object.meanIntensity, object.eccentricity, object.perimeter,
            ]
            #expect(zip(numbers, row).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }
}
