import Testing

@testable import Acquisition

@Suite("Random points")
struct RandomPointsTests {
    @Test("a seed gives the points that NumPy draws")
    func seeded() {
        let point = RandomPoints(count: 1, maxWidth: 100, maxHeight: 50, seed: 0)
            .points(avoiding: nil)[0]

        #expect(abs(point.x + 21.91659188937103) < 1e-9)
        #expect(abs(point.y + 10.759000461086844) < 1e-9)
    }

    @Test("the generator is the published one")
    func generator() {
        // The first numbers of NumPy's RandomState(42).
        var random = MersenneTwister(seed: 42)

        #expect(abs(random.uniform() - 0.3745401188473625) < 1e-16)
        #expect(abs(random.uniform() - 0.9507143064099162) < 1e-16)
    }

    @Test("points keep a field's distance if they may not overlap", arguments: UInt32(0)..<20)
    func apart(seed: UInt32) {
        let random = RandomPoints(
            count: 10, maxWidth: 200, maxHeight: 100, shape: .rectangle, seed: seed,
            allowsOverlap: false)

        let points = random.points(avoiding: (width: 20, height: 10))

        #expect(points.count == 10)
        for (index, first) in points.enumerated() {
            #expect(abs(first.x) <= 100 && abs(first.y) <= 50)
            for second in points[..<index] {
                #expect(abs(first.x - second.x) >= 20 || abs(first.y - second.y) >= 10)
            }
        }
    }

    @Test("every order visits the same points", arguments: PointOrder.allCases)
    func orders(order: PointOrder) {
        var random = RandomPoints(count: 30, maxWidth: 10, maxHeight: 10, seed: 1, order: nil)
        let drawn = random.points(avoiding: nil)

        random.order = order
        let sorted = random.points(avoiding: nil)

        #expect(Set(sorted) == Set(drawn) && sorted != drawn)
    }

    @Test("points without a seed are repeatable, and the plan says which")
    func withoutSeed() throws {
        let text = "grid_plan: {num_points: 3, max_width: 9}"

        #expect(try plan(text).gridPlan?.points == plan(text).gridPlan?.points)
        #expect(try warnings(text).contains { $0.contains("no random_seed") })
    }
}
