import Models

@testable import Dashboard

/// Trainings as they might have gone, made of numbers alone.
enum TrainingSample {
    /// A training of `restore` with all parts; `text` stands wherever a user's text may stand.
    static func report(_ text: String? = nil) -> TrainingReport {
        var record = TrainingRecord(
            network: text ?? "restore", sources: [text ?? "mitosis-watch-1", "mitosis-watch-2"],
            seed: 20_240_501)
        record.stepCount = 12_000
        record.batchCount = 16
        record.parameterCount = 48_217
        record.seconds = 548
        record.ending = text ?? "no better for 2000 steps"
        record.curve = curve
        record.shares = shares(text)
        record.figures = figures(text)
        record.reliability = (1...10).map { bin in
            let confidence = Double(bin) / 10 - 0.05
            return .init(
                confidence: confidence, accuracy: confidence * 0.93 + 0.02,
                count: bin == 10 ? 1480 : 37 * bin)
        }
        record.notes = [text ?? "12 frames were left out: they are copies of others."]
        var report = TrainingReport(
            record, purpose: text ?? "Restores nuclei frames made with 1/60 of the light.")
        report.examples = examples(text)
        report.probes = [probe(text)]
        report.file = .init(
            name: text ?? "restore-nuclei", path: text ?? "packages/restore-nuclei.zip",
            hash: text ?? "sha256:5f3a9c0d", byteCount: 412_800,
            date: text ?? "1 May 2024, 12:00 UTC")
        report.command =
            text
            ?? "tarsier train restore --data mitosis-watch-1 mitosis-watch-2 --out packages/restore-nuclei.zip --seed 20240501"
        return report
    }

    /// A card of ``report(_:)`` with all parts.
    static func card(_ text: String? = nil) -> TrainingCard {
        var card = TrainingCard(report(text))
        card.inputs = [text ?? "One frame, electrons above offset, 0.325 µm per pixel"]
        card.outputs = [text ?? "Expected electrons and their scale, 0.325 µm per pixel"]
        card.limits = [text ?? "Frames of another magnification"]
        card.citations = [text ?? "Tarsier, an adaptive microscope controller"]
        card.license = text ?? "MIT"
        return card
    }

    private static var curve: [TrainingRecord.Point] {
        (1...240).map { index in
            let step = Double(index * 50)
            let wobble = Double((index * 7919) % 23) / 23 - 0.5
            let loss = 0.9 / (1 + step / 180) + 0.021
            let rise = max(0, step - 9800) * 4e-6
            return .init(
                step: index * 50, seconds: step * 0.045, trainingLoss: loss * (1 + wobble * 0.18),
                validationLoss: index % 5 == 0
                    ? loss * 1.08 + 0.003 + rise + wobble * 0.0004 : nil)
        }
    }

    private static func shares(_ text: String?) -> [TrainingRecord.Share] {
        [
            .init(
                part: "training", positions: [text ?? "A", "B", "C", "D", "E"], frameCount: 300,
                cellCount: 1812,
                classes: [text ?? "interphase": 1604, "metaphase": 121, "anaphase": 46, "dead": 11]),
            .init(
                part: "validation", positions: ["F"], frameCount: 60, cellCount: 377,
                classes: [text ?? "interphase": 339, "metaphase": 24, "anaphase": 9, "dead": 3]),
            .init(
                part: "test", positions: ["G", "H"], frameCount: 120, cellCount: 731,
                classes: [text ?? "interphase": 652, "metaphase": 49, "anaphase": 19, "dead": 8]),
        ]
    }

    private static func figures(_ text: String?) -> [TrainingRecord.Figure] {
        [
            .init(
                name: text ?? "PSNR (dB)", value: 31.2, low: 30.8, high: 31.6,
                peers: [
                    .init(name: text ?? "raw frame", value: 22),
                    .init(name: "best classical filter", value: 27.5),
                ]),
            .init(
                name: "SSIM", value: 0.913, low: 0.901, high: 0.924,
                peers: [
                    .init(name: text ?? "raw frame", value: 0.412),
                    .init(name: "best classical filter", value: 0.827),
                ]),
            .init(
                name: "NRMSE", value: 0.0273, low: 0.0262, high: 0.0288, isLowerBetter: true,
                peers: [
                    .init(name: text ?? "raw frame", value: 0.0794),
                    .init(name: "best classical filter", value: 0.0421),
                ]),
            .init(
                name: "AP at IoU 0.5 after segmenting", value: 0.948, low: 0.931, high: 0.961,
                peers: [
                    .init(name: text ?? "raw frame", value: 0.538),
                    .init(name: "reference light, the ceiling of it", value: 0.957),
                ]),
        ]
    }

    private static func probe(_ text: String?) -> TrainingRecord.Figure {
        .init(
            name: text ?? "balanced accuracy", value: 0.962, low: 0.948, high: 0.974,
            peers: [
                .init(name: text ?? "brightness alone", value: 0.713),
                .init(name: "empty background", value: 0.521),
                .init(name: "confluence", value: 0.548),
            ])
    }
}
