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

    @Test("relabelling keeps the groups and numbers them without gaps", arguments: 0..<10)
    func relabel(seed: UInt64) {
        var sparse = LabelSamples.random(width: 40, height: 30, count: 5, seed: seed)
        for index in sparse.labels.indices { sparse.labels[index] *= 13 }

        let dense = sparse.relabelled()

        #expect(LabelSamples.areSamePartition(sparse.labels, dense.labels))
        #expect(Set(dense.labels).subtracting([0]) == Set(1...dense.largestLabel))
    }

    @Test("small objects go, the others stay whole")
    func small() {
        let labels = LabelImage(width: 5, height: 2, labels: [1, 1, 0, 5, 0, 1, 0, 0, 0, 9])

        #expect(labels.removingObjects(smallerThan: 2).labels == [1, 1, 0, 0, 0, 1, 0, 0, 0, 0])
        #expect(labels.removingObjects(smallerThan: 1).labels == [1, 1, 0, 2, 0, 1, 0, 0, 0, 3])
    }

    @Test("objects at the border go, the others stay")
    func border() {
        var labels = LabelImage(width: 5, height: 4)
        labels[2, 1] = 4
        labels[4, 3] = 2
        labels[0, 2] = 3

        let inner = labels.removingBorderObjects()

        #expect(inner[2, 1] == 1)
        #expect(inner.labels.reduce(0, +) == 1)
    }

    @Test("holes of a mask are SciPy's")
    func holes() throws {
        let oracle = try ImageOracles.read().masks.filled

        #expect(mask.fillingHoles().labels == oracle)
    }

    @Test("a hole goes to the one object round it, a gap between two stays")
    func holesOfLabels() {
        let labels = LabelImage(
            width: 6, height: 3,
            labels: [
                5, 5, 5, 5, 2, 2,
                5, 0, 5, 0, 2, 2,
                5, 5, 5, 5, 2, 2,
            ])

        let filled = labels.fillingHoles()

        #expect(filled[1, 1] == 5)
        #expect(filled[3, 1] == 0)
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
