import Testing

@testable import Models

@Suite("Intensity maps")
struct IntensityMapTests {
    private let image = ImageOracles.scatter()

    @Test("percentiles are NumPy's")
    func percentiles() throws {
        let oracle = try ImageOracles.read().filters.percentiles

        let values = Percentiles.of(image.pixels, at: [0, 1, 2, 50, 99.8, 100])

        #expect(ImageOracles.largestDifference(values, oracle) < 1e-6)
    }

    @Test("the percentiles go to 0 and 1")
    func percentilesGoToUnit() {
        let map = IntensityMap.percentiles(of: image, low: 2, high: 99.8)

        let ends = Percentiles.of(map.apply(to: image).pixels, at: [2, 99.8])

        #expect(abs(ends[0]) < 1e-6)
        #expect(abs(ends[1] - 1) < 1e-5)
    }

    @Test("a z-score has mean 0 and standard deviation 1")
    func zScore() {
        let values = IntensityMap.zScore(of: image).apply(to: image).pixels.map(Double.init)

        let mean = values.reduce(0, +) / Double(values.count)
        let square = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
        #expect(abs(mean) < 1e-6)
        #expect(abs(square - 1) < 1e-5)
    }

    @Test("undoing a map gives the image back")
    func undo() {
        var camera = image
        for index in camera.pixels.indices {
            camera.pixels[index] = 100 + 4000 * image.pixels[index]
        }
        let map = IntensityMap.percentiles(of: camera, low: 1, high: 99)

        let back = map.undo(on: map.apply(to: camera))

        #expect(ImageOracles.largestDifference(back.pixels, camera.pixels) < 2e-3)
    }

    @Test("a constant image becomes 0 and comes back")
    func constant() {
        let flat = FloatImage(width: 4, height: 3, filledWith: 37)
        for map in [
            IntensityMap.percentiles(of: flat, low: 1, high: 99), IntensityMap.zScore(of: flat),
        ] {
            #expect(map.apply(to: flat) == FloatImage(width: 4, height: 3))
            #expect(map.undo(on: map.apply(to: flat)) == flat)
        }
    }
}
