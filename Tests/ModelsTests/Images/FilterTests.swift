import Testing

@testable import Models

@Suite("Filters")
struct FilterTests {
    private let image = ImageOracles.scatter()

    @Test("a Gaussian blur is SciPy's, also where it is wider than the image")
    func gaussian() throws {
        let oracle = try ImageOracles.read().filters

        let narrow = GaussianFilter(sigma: 1.3).apply(to: image)
        let wide = GaussianFilter(sigma: 5).apply(to: image)

        #expect(ImageOracles.largestDifference(narrow.pixels, oracle.gaussian) < 2e-6)
        #expect(ImageOracles.largestDifference(wide.pixels, oracle.gaussianWide) < 2e-6)
        #expect(GaussianFilter(sigma: 0).apply(to: image) == image)
    }

    @Test("medians are SciPy's to the last bit that was kept")
    func median() throws {
        let oracle = try ImageOracles.read().filters

        let three = MedianFilter(.three).apply(to: image)
        let five = MedianFilter(.five).apply(to: image)

        #expect(ImageOracles.largestDifference(three.pixels, oracle.median3) < 1e-6)
        #expect(ImageOracles.largestDifference(five.pixels, oracle.median5) < 1e-6)
    }

    @Test("the median of a square is its sorted middle", arguments: MedianFilter.Size.allCases)
    func medianOfSquares(size: MedianFilter.Size) {
        let wide = ImageOracles.scatter(width: 150, height: 9)
        let reach = size.rawValue / 2

        let median = MedianFilter(size).apply(to: wide)

        for x in reach..<(150 - reach) {
            let square = wide.cropped(
                x: x - reach, y: 4 - reach, width: size.rawValue, height: size.rawValue)
            #expect(median[x, 4] == square.pixels.sorted()[square.pixels.count / 2])
        }
    }

    @Test("means over squares are SciPy's")
    func box() throws {
        let oracle = try ImageOracles.read().filters.box5

        let mean = BoxFilter(reach: 2).apply(to: image)

        #expect(ImageOracles.largestDifference(mean.pixels, oracle) < 2e-6)
    }

    @Test("Otsu's threshold is scikit-image's, and a constant image has none")
    func otsu() throws {
        let oracle = try ImageOracles.read().filters.otsu
        let smooth = GaussianFilter(sigma: 1.3).apply(to: image)

        let threshold = try #require(OtsuThreshold.of(smooth))

        #expect(abs(threshold - oracle) < 1e-4)
        #expect(OtsuThreshold.of(FloatImage(width: 3, height: 2, filledWith: 7)) == nil)
    }

    @Test("total variation reaches the minimum that scikit-image reaches")
    func totalVariation() throws {
        let oracle = try ImageOracles.read().filters.totalVariation

        let flat = TotalVariationFilter(weight: 0.2, iterationCount: 5000).apply(to: image)

        #expect(ImageOracles.largestDifference(flat.pixels, oracle) < 1e-3)
    }
}
