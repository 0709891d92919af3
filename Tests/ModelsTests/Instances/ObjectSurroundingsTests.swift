import Testing

@testable import Models

@Suite("What lies round an object")
struct ObjectSurroundingsTests {
    @Test("is the mean of the ring, without what still has the object's light")
    func ring() throws {
        var labels = LabelImage(width: 32, height: 32)
        var image = FloatImage(width: 32, height: 32, filledWith: 0)
        for y in 0..<32 {
            for x in 0..<32 {
                let distance = max(0, abs(x - 12) - 2) + max(0, abs(y - 14) - 2)
                if distance == 0 { labels[x, y] = 2 }
                image[x, y] = distance == 0 ? 100 : distance <= 2 ? 50 : distance <= 5 ? 7 : 90
            }
        }

        let means = ObjectSurroundings.means(round: labels, in: image, gap: 2, reach: 5)

        #expect(means.count == 3 && means[0] == nil && means[1] == nil)
        #expect(means[2] == 7)
    }

    @Test("belongs to the nearest object, and there may be none")
    func crowded() throws {
        // Two columns of objects with four pixels between: the ring would begin in the other's gap.
        let labels = LabelImage(
            width: 8, height: 4,
            labels: (0..<32).map { $0 % 8 < 2 ? 1 : $0 % 8 >= 6 ? 2 : 0 })
        let image = FloatImage(width: 8, height: 4, pixels: (0..<32).map { Float($0 % 8) })

        #expect(
            ObjectSurroundings.means(round: labels, in: image, gap: 2, reach: 6)
                == [nil, nil, nil])
        #expect(
            ObjectSurroundings.means(round: labels, in: image, gap: 1, reach: 6) == [nil, 3, 4])
    }
}
