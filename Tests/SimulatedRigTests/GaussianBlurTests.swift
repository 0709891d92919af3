import Testing

@testable import SimulatedRig

@Suite("Gaussian blur")
struct GaussianBlurTests {
    @Test("a point keeps its light and gets the asked width", arguments: [0.44, 1, 2.5, 3.5, 7])
    func width(sigma: Double) {
        let plane = Plane(width: 101, height: 91)
        plane.fill(0)
        plane.row(45)[50] = 1000

        GaussianBlur().apply(plane, sigma: sigma)

        let (sum, alongX, alongY) = moments(plane, x: 50, y: 45)
        // The kernel averages over pixels, which adds a twelfth.
        let variance = sigma * sigma + (sigma <= 3 ? 1.0 / 12 : 0)
        #expect(abs(sum - 1000) < 0.5)
        #expect(abs(alongX / variance - 1) < 0.08)
        #expect(abs(alongY / variance - 1) < 0.08)
    }

    @Test("an even picture stays even up to the edge", arguments: [0.44, 2.5, 6])
    func edges(sigma: Double) {
        let plane = Plane(width: 40, height: 30)
        plane.fill(7)

        GaussianBlur().apply(plane, sigma: sigma)

        #expect((0..<1200).allSatisfy { abs(plane.base[$0] - 7) < 1e-4 })
    }

    @Test("the wide blur keeps light and width", arguments: [12.0, 18])
    func wideBlur(sigma: Double) {
        let plane = Plane(width: 203, height: 190)
        plane.fill(0)
        plane.row(95)[100] = 1000
        let wide = WideBlur()

        wide.take(plane, sigma: sigma)

        let copy = Plane(width: 203, height: 190)
        for y in 0..<190 { copy.row(y).update(from: wide.row(y), count: 203) }
        let (sum, alongX, _) = moments(copy, x: 100, y: 95)
        #expect(abs(sum / 1000 - 1) < 0.05)
        #expect(abs(alongX.squareRoot() / sigma - 1) < 0.12)
    }

    private func moments(_ plane: Plane, x: Int, y: Int) -> (Double, Double, Double) {
        var sum = 0.0
        var alongX = 0.0
        var alongY = 0.0
        for row in 0..<plane.height {
            for column in 0..<plane.width {
                let value = Double(plane.row(row)[column])
                sum += value
                alongX += value * Double((column - x) * (column - x))
                alongY += value * Double((row - y) * (row - y))
            }
        }
        return (sum, alongX / sum, alongY / sum)
    }
}
