import Models

/// What a second at a milliwatt gives of a structure: running estimates, electrons per pixel.
struct PhotonRates: Sendable, Equatable {
    var signal: Double
    var background: Double

    /// - Parameter light: Seconds × milliwatts of the frame that showed them.
    init(signalElectrons: Double, backgroundElectrons: Double, light: Double) {
        signal = signalElectrons / light
        background = backgroundElectrons / light
    }

    /// Moves towards `newest` by `share` of the way.
    mutating func mix(_ newest: PhotonRates, share: Double) {
        signal += share * (newest.signal - signal)
        background += share * (newest.background - background)
    }

    /// The exposure t in seconds at which s·t = target · √((s + b)·t + r²).
    ///
    /// - Parameter readVariance: r², electrons squared.
    func exposure(target: Double, milliwatts: Double, readVariance: Double) -> Double {
        let signal = signal * milliwatts
        let total = signal + background * milliwatts
        let square = target * target
        let root = (square * square * total * total + 4 * signal * signal * square * readVariance)
            .squareRoot()
        return (square * total + root) / (2 * signal * signal)
    }
}

extension SignalFeatures {
    var isUsable: Bool {
        peakElectrons.isFinite && backgroundElectrons.isFinite && noiseElectrons.isFinite
            && peakSNR.isFinite && backgroundElectrons >= 0
    }

    /// What is left of the noise without the shot noise, in electrons squared.
    var readVariance: Double {
        max(0, noiseElectrons * noiseElectrons - peakElectrons - backgroundElectrons)
    }
}
