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
