/// Means, population variances and covariance of a pair of images.
struct ImageMoments {
    private(set) var truthMean = 0.0
    private(set) var predictionMean = 0.0
    private(set) var truthVariance = 0.0
    private(set) var predictionVariance = 0.0
    private(set) var covariance = 0.0

    /// Two passes: the second about the means, so that an offset costs no digits.
    init(_ pair: ImagePair) {
        let count = Double(pair.truth.pixels.count)
        var sums = SIMD2<Double>.zero
        pair.forEachPixel { truth, prediction in sums += SIMD2(truth, prediction) }
        let means = sums / count
        var squares = SIMD2<Double>.zero
        var products = 0.0
        pair.forEachPixel { truth, prediction in
            let away = SIMD2(truth, prediction) - means
            squares += away * away
            products += away.x * away.y
        }
        truthMean = means.x
        predictionMean = means.y
        truthVariance = squares.x / count
        predictionVariance = squares.y / count
        covariance = products / count
    }

    /// The factor that brings the prediction closest to the truth, both about their means; 0 for a
    /// constant prediction.
    var slope: Double { predictionVariance > 0 ? covariance / predictionVariance : 0 }
}
