extension RestoreLesson {
    /// One channel of a frame, and what can be learnt from it.
    struct Material: Sendable {
        /// Electrons at the most light there is.
        let bright: FloatImage
        let isTruth: Bool
        /// What lies between its background and its brightest structures, electrons.
        let signal: Double
        /// Electrons of the same field with less light, and its share of the light of `bright`.
        let dim: [(image: FloatImage, share: Double)]
        let readNoise: Double
        /// Since the first frame of its source.
        let seconds: Double
        /// At the sample; `nil` where the source does not say.
        let pixelMicrometers: Double?
        /// The same place before, the youngest first; fewer at the start of a recording.
        var earlier: [Material] = []
        /// Frames that the network takes at once.
        var frameCount = 1

        var width: Int { bright.width }
        var height: Int { bright.height }

        /// A channel of one place.
        private struct Place: Hashable {
            let source: String
            let position: String
            let channel: String
        }

        /// Of all frames in their order, each with those before it at its place where `frameCount`
        /// is above 1.
        static func all(
            in frames: [TrainingFrame], channels: [String]?, frameCount: Int = 1
        ) -> [Material] {
            let found = frames.flatMap { placed(in: $0, channels: channels) }
            guard frameCount > 1 else { return found.map(\.material) }
            let known = Dictionary(grouping: found, by: \.place).mapValues { all in
                all.map(\.material).sorted { $0.seconds > $1.seconds }
            }
            return found.map { place, material in
                var material = material
                material.frameCount = frameCount
                material.earlier = Array(
                    (known[place] ?? []).filter {
                        $0.seconds < material.seconds
                            && ($0.width, $0.height) == (material.width, material.height)
                    }.prefix(frameCount - 1))
                return material
            }
        }

        /// The median time from one frame to the next.
        static func middleSeconds(of all: [Material]) -> Double? {
            let gaps = all.compactMap { material in
                material.earlier.first.map { material.seconds - $0.seconds }
            }.sorted()
            return gaps.isEmpty ? nil : gaps[gaps.count / 2]
        }

        private static func placed(
            in frame: TrainingFrame, channels: [String]?
        ) -> [(place: Place, material: Material)] {
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
                let levels = Percentiles.of(
                    bright.image.pixels,
                    at: [RestoreLesson.percentiles.low, RestoreLesson.percentiles.high])
                return (
                    Place(source: frame.source, position: frame.position, channel: name),
                    Material(
                        bright: bright.image, isTruth: truth != nil,
                        signal: Double(levels[1] - levels[0]),
                        dim: dim.map { ($0.image, $0.light / bright.light) },
                        readNoise: calibration.readNoiseElectrons, seconds: frame.seconds,
                        pixelMicrometers: frame.pixelMicrometers)
                )
            }
        }
    }
}

extension RestoreLesson.Material {
    /// How often a network of several frames is shown one as if nothing were known before it.
    private static let startShare = 0.15
    /// Of electrons that were counted, some have to stay to learn from.
    private static let mostOfCounted = 0.9
    /// Of a frame's signal at least so much is left, in electrons; less shows nothing.
    private static let leastSignal = 2.0

    /// A frame of little light, and what the same light would show without noise, or with noise of
    /// its own.
    ///
    /// - Returns: The frame with those before it in the same light, the youngest first, as many as
    ///   the network takes; the oldest stands for the ones that there are not.
    func draw(
        side: Int, shares: ClosedRange<Double>, random: inout SplitMix64
    ) -> (low: [FloatImage], high: FloatImage) {
        let (width, height) = (min(side, bright.width), min(side, bright.height))
        let x = Int(random.next() % UInt64(bright.width - width + 1))
        let y = Int(random.next() % UInt64(bright.height - height + 1))
        func piece(_ image: FloatImage) -> FloatImage {
            image.cropped(x: x, y: y, width: width, height: height)
        }
        let (low, high, share) = youngest(shares, &random, piece)
        guard frameCount > 1 else { return ([low], high) }
        var frames = [low]
        if RandomDraws.unit(&random) >= Self.startShare {
            frames += earlier.map { $0.frame(share, &random, piece) }
        }
        while frames.count < frameCount { frames.append(frames[frames.count - 1]) }
        return (frames, high)
    }

    private func youngest(
        _ shares: ClosedRange<Double>, _ random: inout SplitMix64,
        _ piece: (FloatImage) -> FloatImage
    ) -> (low: FloatImage, high: FloatImage, share: Double) {
        // Frames that were really taken have all that a camera does, drawn ones any light.
        if !dim.isEmpty, RandomDraws.unit(&random) < 0.5 {
            let pair = dim[Int(random.next() % UInt64(dim.count))]
            return (piece(pair.image), piece(bright).multiplied(by: Float(pair.share)), pair.share)
        }
        let share = isTruth ? Self.even(shares, &random) : counted(shares, &random)
        let reduction = LightReduction(share: share, readNoise: readNoise)
        if isTruth {
            let mean = piece(bright)
            return (
                reduction.frame(of: mean, random: &random), mean.multiplied(by: Float(share)), share
            )
        }
        let (taken, rest) = reduction.part(piece(bright), random: &random)
        return (taken, rest.multiplied(by: Float(share)), share)
    }

    /// A share of counted electrons: every other time most of them, as the frames to be restored may
    /// be no brighter than those that are learnt from.
    private func counted(
        _ shares: ClosedRange<Double>, _ random: inout SplitMix64
    ) -> Double {
        let half = 0.5
        guard shares.lowerBound < half else { return shares.lowerBound }
        if RandomDraws.unit(&random) < 0.5 {
            let most = max(half, min(shares.upperBound, Self.mostOfCounted))
            return half + (most - half) * RandomDraws.unit(&random)
        }
        let least = min(max(shares.lowerBound, Self.leastSignal / max(signal, 1e-3)), half)
        return Self.even(least...half, &random)
    }

    /// Evenly in its logarithm.
    private static func even(
        _ shares: ClosedRange<Double>, _ random: inout SplitMix64
    ) -> Double {
        shares.lowerBound
            * RandomDraws.power(shares.upperBound / shares.lowerBound, RandomDraws.unit(&random))
    }

    /// A frame of that share of the light: as it was taken, else drawn.
    private func frame(
        _ share: Double, _ random: inout SplitMix64, _ piece: (FloatImage) -> FloatImage
    ) -> FloatImage {
        if let taken = dim.first(where: { abs($0.share / share - 1) < 1e-6 }) {
            return piece(taken.image)
        }
        let reduction = LightReduction(share: share, readNoise: readNoise)
        guard isTruth else { return reduction.part(piece(bright), random: &random).frame }
        return reduction.frame(of: piece(bright), random: &random)
    }
}

extension FloatImage {
    func multiplied(by factor: Float) -> FloatImage {
        var result = self
        for index in result.pixels.indices { result.pixels[index] *= factor }
        return result
    }
}
