/// Teaches a network of images on patches, turned at random, of a pool that changes.
package final class PatchTask: TrainingTask {
    package struct Settings: Sendable, Hashable {
        /// Side of a patch in pixels of the input.
        package var patch = 64
        package var batchCount = 16
        /// The share of patches that are cut around a centre where an image has any.
        package var centredShare = 0.7
        /// What a patch's values may be multiplied by, and what may be added.
        package var gain: ClosedRange<Float> = 1...1
        package var offset: ClosedRange<Float> = 0...0
        /// Largest standard deviation of the noise that is added to the input.
        package var largestNoise: Float = 0
        /// Largest standard deviation of smooth blotches that are added, as a restoration leaves.
        package var largestBlotches: Float = 0
        /// Hides pixels of the first channel, whose target is then itself.
        package var blindSpot: BlindSpot?
        /// Hides pixels of the first channel in every other example, where all count: what is learnt
        /// holds for frames with pixels missing, too.
        package var gaps: BlindSpot?

        package init() {}
    }

    package let inputShape: TensorShape
    private let settings: Settings
    private let objective: PatchObjective
    private let validation: [PatchImage]
    private let makePool: (_ epoch: Int) -> [PatchImage]
    private var pool: [PatchImage] = []
    /// The batch's targets, one array for each term, channels fastest.
    private var targets: [[Float]]
    /// What each pixel counts; empty where all count alike.
    private var mask: [Float]

    /// - Parameters:
    ///   - validation: Whole images, whose sides are multiples of the network's.
    ///   - pool: Makes the images for one epoch; the same each time that it is asked.
    package init(
        inputChannels: Int, objective: PatchObjective, settings: Settings,
        validation: [PatchImage], pool: @escaping (_ epoch: Int) -> [PatchImage]
    ) {
        self.settings = settings
        self.objective = objective
        self.validation = validation
        makePool = pool
        inputShape = TensorShape(
            batch: settings.batchCount, channels: inputChannels, height: settings.patch,
            width: settings.patch)
        let pixels =
            inputShape.pixelCount * objective.magnification * objective.magnification
        targets = objective.terms.map { [Float](repeating: 0, count: pixels * $0.targets.count) }
        mask = [Float](
            repeating: 0, count: settings.blindSpot == nil ? 0 : inputShape.pixelCount)
    }

    package func begin(epoch: Int) { pool = makePool(epoch) }

    package func fill(
        _ input: UnsafeMutableBufferPointer<Float>, random: inout SplitMix64
    ) {
        for index in 0..<settings.batchCount {
            let image = pool[Int(random.next() % UInt64(pool.count))]
            let cut = PatchCut(
                of: image, side: settings.patch, centredShare: settings.centredShare,
                random: &random)
            let size = inputShape.height * inputShape.width * inputShape.channels
            let place = UnsafeMutableBufferPointer(
                rebasing: input[(index * size)..<((index + 1) * size)])
            for channel in image.input.indices {
                cut.copy(
                    image.input[channel], width: image.width, magnification: 1, into: place,
                    channel: channel, of: image.input.count)
            }
            copyTargets(of: image, cut, index)
            if let blindSpot = settings.blindSpot { hide(place, index, blindSpot, &random) }
            if let gaps = settings.gaps, random.next() % 2 == 0 { leaveOut(place, gaps, &random) }
            vary(place, index, &random)
        }
    }

    package func loss(of answers: any TrainingAnswers) -> Float {
        var sum: Float = 0
        for (index, term) in objective.terms.enumerated() {
            let shape = shape(of: index, answers)
            sum +=
                term.factor
                * targets[index].withUnsafeBufferPointer { target in
                    mask.withUnsafeBufferPointer { mask in
                        term.loss.evaluate(
                            LossArguments(
                                prediction: answers.output(index), target: target,
                                weights: mask.isEmpty ? nil : mask,
                                gradient: answers.outputGradient(index), shape: shape,
                                factor: term.factor))
                    }
                }
        }
        return sum
    }

    package func validationLoss(of network: Network) throws -> Double {
        try PatchValidation(objective: objective, blindSpot: settings.blindSpot)
            .loss(of: network, on: validation)
    }

    private func shape(of output: Int, _ answers: any TrainingAnswers) -> TensorShape {
        let side = settings.patch * objective.magnification
        let pixels = settings.batchCount * side * side
        return TensorShape(
            batch: settings.batchCount, channels: answers.output(output).count / pixels,
            height: side, width: side)
    }

    private func copyTargets(of image: PatchImage, _ cut: PatchCut, _ index: Int) {
        let factor = objective.magnification
        for (term, place) in zip(objective.terms, targets.indices) {
            let size = settings.patch * settings.patch * factor * factor * term.targets.count
            targets[place].withUnsafeMutableBufferPointer { all in
                let part = UnsafeMutableBufferPointer(
                    rebasing: all[(index * size)..<((index + 1) * size)])
                for (channel, target) in term.targets.enumerated() {
                    cut.copy(
                        image.target[cut.target(target, rays: image.rays)],
                        width: image.width * factor, magnification: factor,
                        into: part, channel: channel, of: term.targets.count)
                }
            }
        }
    }

    private func hide(
        _ input: UnsafeMutableBufferPointer<Float>, _ index: Int, _ blindSpot: BlindSpot,
        _ random: inout SplitMix64
    ) {
        precondition(inputShape.channels == 1, "a blind spot hides pixels of one channel")
        guard let pixels = input.baseAddress else { return }
        let size = inputShape.height * inputShape.width
        mask.withUnsafeMutableBufferPointer { mask in
            guard let start = mask.baseAddress else { return }
            blindSpot.hide(
                pixels, width: inputShape.width, height: inputShape.height,
                mask: start + index * size, random: &random)
        }
    }

    private func leaveOut(
        _ input: UnsafeMutableBufferPointer<Float>, _ gaps: BlindSpot,
        _ random: inout SplitMix64
    ) {
        precondition(inputShape.channels == 1, "a blind spot hides pixels of one channel")
        guard let pixels = input.baseAddress else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: input.count) { mask in
            guard let mask = mask.baseAddress else { return }
            gaps.hide(
                pixels, width: inputShape.width, height: inputShape.height, mask: mask,
                random: &random)
        }
    }

    /// Changes the brightness of the input, as another microscope would.
    private func vary(
        _ input: UnsafeMutableBufferPointer<Float>, _ index: Int, _ random: inout SplitMix64
    ) {
        func draw(_ range: ClosedRange<Float>) -> Float {
            range.lowerBound
                + Float(RandomDraws.unit(&random)) * (range.upperBound - range.lowerBound)
        }
        let (gain, offset) = (draw(settings.gain), draw(settings.offset))
        let noise = draw(0...settings.largestNoise)
        if gain != 1 || offset != 0 {
            for place in input.indices { input[place] = input[place] * gain + offset }
        }
        if settings.largestBlotches > 0 {
            let deviation = draw(0...settings.largestBlotches)
            let size = 4 << Int(random.next() % 3)
            Blotches(side: settings.patch, size: size, random: &random)
                .add(to: input, times: deviation)
        }
        guard noise > 0 else { return }
        for place in stride(from: 0, to: input.count - 1, by: 2) {
            let (first, second) = RandomDraws.normals(&random)
            input[place] += noise * Float(first)
            input[place + 1] += noise * Float(second)
        }
    }
}
