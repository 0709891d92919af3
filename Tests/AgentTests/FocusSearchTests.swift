import Glibc
import Testing

@testable import Agent

@Suite("Search for the focus")
struct FocusSearchTests {
    /// Logarithm of the energy of a picture blurred by `defocus` µm, with some noise.
    private static func sharpness(_ defocus: Double, noise: Double = 0) -> Double {
        -log(0.1 + 0.12 * defocus * defocus) + noise
    }

    /// Minutes and the distance from the true focus at which frames were taken and where it is
    /// believed to be.
    private static func follow(
        _ search: inout FocusSearch, minutes: Int, focus: (Double) -> Double,
        noise: (Int) -> Double = { _ in 0 }
    ) -> [(minute: Double, taken: Double, believed: Double)] {
        var offset = 0.0
        return (0..<(minutes / 2)).map { point in
            let minute = Double(point) * 2
            let truth = focus(minute)
            let taken = offset
            offset = search.next(
                after: offset, sharpness: sharpness(offset - truth, noise: noise(point)),
                at: minute * 60)
            return (minute, taken - truth, search.best - truth)
        }
    }

    @Test("finds a focus that is micrometres away", arguments: [-6, -0.7, 0, 1.2, 5.5])
    func finds(focus: Double) {
        var search = FocusSearch(interval: 1200, reach: 10)

        let steps = Self.follow(&search, minutes: 60) { _ in focus }

        #expect(abs(steps.last?.believed ?? .nan) < 0.2, "\(search.best) for \(focus)")
    }

    @Test("follows a focus that drifts")
    func drift() {
        var search = FocusSearch(interval: 1200, reach: 20)

        let steps = Self.follow(
            &search, minutes: 240, focus: { 0.05 * $0 },
            noise: { 0.02 * sin(Double($0) * 2.4) })

        #expect(steps.allSatisfy { abs($0.believed) < 2 })
        let late = steps.filter { $0.minute > 40 }.map { abs($0.believed) }
        #expect(late.reduce(0, +) / Double(late.count) < 0.8)
    }

    @Test("stays where it is when the frames say nothing, and within reach always")
    func flat() {
        var blind = FocusSearch(interval: 1200, reach: 10)
        var offset = 0.0
        for point in 0..<60 {
            offset = blind.next(after: offset, sharpness: 3, at: Double(point) * 120)
            #expect(abs(offset) <= 1.5)
        }
        #expect(blind.best == 0)

        var near = FocusSearch(interval: 1200, reach: 2)
        for step in Self.follow(&near, minutes: 120, focus: { _ in 30 }) {
            #expect(abs(step.taken + 30) <= 2)
        }
        #expect(near.best == 2)
    }

    @Test("takes two frames of ten out of focus, no more")
    func sparse() {
        var search = FocusSearch(interval: 1200, reach: 10)

        let steps = Self.follow(&search, minutes: 200) { _ in 0 }

        #expect(steps.count { abs($0.taken) > 1 } <= steps.count / 5)
    }
}
