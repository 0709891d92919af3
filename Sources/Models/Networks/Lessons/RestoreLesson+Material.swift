extension RestoreLesson {
    /// One channel of a frame, and what can be learnt from it.
    struct Material: Sendable {
        /// Electrons at the most light there is.
        let bright: FloatImage
        let isTruth: Bool
        /// Electrons of the same field with less light, and its share of the light of `bright`.
        let dim: [(image: FloatImage, share: Double)]
        let readNoise: Double

        var width: Int { bright.width }
        var height: Int { bright.height }

        static func all(in frame: TrainingFrame, channels: [String]?) -> [Material] {
            let names = Set(frame.images.map(\.channel)).filter { channels?.contains($0) ?? true }
            return names.sorted().compactMap { name in
                let frames = frame.images.filter { $0.channel == name && $0.kind == .frame }
                guard let calibration = frames.first(where: { $0.calibration != nil })?.calibration
                else { return nil }
                let truth = frame.image(name, .truth)
                guard let bright = truth ?? frame.image(name) else { return nil }
                let dim = frames.filter {
                    $0.calibration != nil && $0.light < 0.75 * bright.light
                }
                return Material(
                    bright: bright.image, isTruth: truth != nil,
                    dim: dim.map { ($0.image, $0.light / bright.light) },
                    readNoise: calibration.readNoiseElectrons)
            }
        }

        /// A frame of little light, and what the same light would show without noise, or with noise
        /// of its own.
        func draw(
            side: Int, shares: ClosedRange<Double>, random: inout SplitMix64
        ) -> (low: FloatImage, high: FloatImage) {
            let (width, height) = (min(side, bright.width), min(side, bright.height))
            let x = Int(random.next() % UInt64(bright.width - width + 1))
            let y = Int(random.next() % UInt64(bright.height - height + 1))
            func piece(_ image: FloatImage) -> FloatImage {
                image.cropped(x: x, y: y, width: width, height: height)
            }
            // Frames that were really taken have all that a camera does, drawn ones any light.
            if !dim.isEmpty, RandomDraws.unit(&random) < 0.5 {
                let pair = dim[Int(random.next() % UInt64(dim.count))]
                return (piece(pair.image), piece(bright).multiplied(by: Float(pair.share)))
            }
            let low = shares.lowerBound
            // Of electrons that were counted, half at least have to stay to learn from.
            let high = isTruth ? shares.upperBound : min(shares.upperBound, 0.5)
            let share = low * RandomDraws.power(high / low, RandomDraws.unit(&random))
            let reduction = LightReduction(share: share, readNoise: readNoise)
            if isTruth {
                let mean = piece(bright)
                return (
                    reduction.frame(of: mean, random: &random), mean.multiplied(by: Float(share))
                )
            }
            let (taken, rest) = reduction.part(piece(bright), random: &random)
            return (taken, rest.multiplied(by: Float(share)))
        }
    }
}

extension FloatImage {
    func multiplied(by factor: Float) -> FloatImage {
        var result = self
        for index in result.pixels.indices { result.pixels[index] *= factor }
        return result
    }
}
