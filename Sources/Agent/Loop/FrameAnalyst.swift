import Acquisition
import Models

/// Reads the numbers off a frame that policies decide by. Keeps its buffers between frames.
final class FrameAnalyst {
    private static let mostSpots = 24
    /// About the width of a nucleus, µm.
    private static let spotsApart = 8.0
    private static let mostStructures = 64
    /// About half the length of a cell, µm.
    private static let structuresApart = 15.0
    private let detector = RoundedCellDetector()
    private let focus = FocusMeasure()
    private let signalToNoise = SignalToNoise()

    /// A frame that cannot be analysed has no features; policies then leave things as they are.
    func features(of frame: AcquiredFrame) -> FrameFeatures {
        var features = ownFeatures(of: frame)
        if !frame.findings.isEmpty { features.networks = frame.findings.mapValues(\.numbers) }
        return features
    }

    private func ownFeatures(of frame: AcquiredFrame) -> FrameFeatures {
        frame.withPixels { pixels in
            guard pixels.count == frame.width * frame.height else { return FrameFeatures() }
            let view = ImageView(pixels: pixels, width: frame.width, height: frame.height)
            if frame.isTransmitted {
                let cells = detector.detect(in: view, pixelMicrometers: frame.pixelMicrometers)
                let kept = cells.map(\.shortened)
                return FrameFeatures(
                    activity: kept.first?.score ?? 0, candidates: kept,
                    sharpness: focus.measure(view, offset: frame.offset).map(shorten),
                    overexposed: Overexposure.share(of: view, offset: frame.offset).map(shorten))
            }
            let calibration = SensorCalibration(
                offset: frame.offset, electronsPerGrey: frame.electronsPerGrey,
                readNoiseElectrons: frame.readNoiseElectrons)
            guard let signal = signalToNoise.measure(view, calibration: calibration) else {
                return FrameFeatures()
            }
            let spots = signalToNoise.brightSpots(
                view, calibration: calibration, count: Self.mostSpots,
                apart: Self.spotsApart / frame.pixelMicrometers)
            let structures = signalToNoise.brightSpots(
                view, calibration: calibration, count: Self.mostStructures,
                apart: Self.structuresApart / frame.pixelMicrometers)
            return FrameFeatures(
                signal: signal.shortened, spots: spots.map(\.shortened),
                structures: structures.map(\.shortened))
        }
    }
}

extension RoundedCell {
    /// With as many decimals as mean anything: the journal keeps every one of them.
    fileprivate var shortened: RoundedCell {
        RoundedCell(
            x: shorten(x), y: shorten(y), diameterMicrometers: shorten(diameterMicrometers),
            contrast: shorten(contrast), roundness: shorten(roundness), score: shorten(score),
            elongation: shorten(elongation), split: shorten(split))
    }
}

extension SignalFeatures {
    fileprivate var shortened: SignalFeatures {
        SignalFeatures(
            peakElectrons: shorten(peakElectrons),
            backgroundElectrons: shorten(backgroundElectrons),
            noiseElectrons: shorten(noiseElectrons), peakSNR: shorten(peakSNR))
    }
}

extension BrightSpot {
    fileprivate var shortened: BrightSpot {
        BrightSpot(x: x, y: y, peakElectrons: shorten(peakElectrons))
    }
}

private func shorten(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
