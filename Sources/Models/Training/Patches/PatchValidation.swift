/// The loss of a network on whole images.
struct PatchValidation {
    let objective: PatchObjective
    let blindSpot: BlindSpot?

    /// The mean over `images`, each hidden in part by a blind spot of its own if there is one.
    ///
    /// Images are shared out among the processors; the sum is the same for any number of them.
    func loss(of network: Network, on images: [PatchImage]) throws -> Double {
        let shares = max(1, min(InferencePlan.threadCount, images.count))
        let found = SideBySide.map(shares) { share in
            Result { try losses(of: network, on: images, from: share, every: shares) }
        }
        let all = try found.map { try $0.get() }
        return images.indices.reduce(0) { $0 + all[$1 % shares][$1 / shares] }
            / Double(max(images.count, 1))
    }

    private func losses(
        of network: Network, on images: [PatchImage], from first: Int, every step: Int
    ) throws -> [Double] {
        var plan: InferencePlan?
        return try stride(from: first, to: images.count, by: step).map { index in
            let image = images[index]
            let shape = TensorShape(
                channels: image.input.count, height: image.height, width: image.width)
            let ready: InferencePlan
            if let plan, plan.inputShapes == [shape] {
                ready = plan
            } else {
                ready = try InferencePlan(network, shapes: [shape])
                plan = ready
            }
            return Double(loss(of: ready, on: image, seed: UInt64(index)))
        }
    }

    private func loss(of plan: InferencePlan, on image: PatchImage, seed: UInt64) -> Float {
        var mask = [Float](repeating: 0, count: blindSpot == nil ? 0 : image.width * image.height)
        var sum: Float = 0
        var output = 0
        plan.run { _, input in
            for (channel, pixels) in image.input.enumerated() {
                for place in pixels.indices {
                    input[place * image.input.count + channel] = pixels[place]
                }
            }
            if let blindSpot, let pixels = input.baseAddress {
                var random = SplitMix64(seed: seed)
                mask.withUnsafeMutableBufferPointer { mask in
                    guard let start = mask.baseAddress else { return }
                    blindSpot.hide(
                        pixels, width: image.width, height: image.height, mask: start,
                        random: &random)
                }
            }
        } read: { _, shape, numbers in
            let term = objective.terms[output]
            sum += term.factor * loss(of: numbers, shape, term, image, mask)
            output += 1
        }
        return sum
    }

    private func loss(
        of numbers: UnsafeBufferPointer<Float>, _ shape: TensorShape, _ term: PatchObjective.Term,
        _ image: PatchImage, _ mask: [Float]
    ) -> Float {
        let channels = term.targets.count
        var target = [Float](repeating: 0, count: shape.pixelCount * channels)
        for (channel, index) in term.targets.enumerated() {
            for place in image.target[index].indices {
                target[place * channels + channel] = image.target[index][place]
            }
        }
        var gradient = [Float](repeating: 0, count: numbers.count)
        return target.withUnsafeBufferPointer { target in
            gradient.withUnsafeMutableBufferPointer { gradient in
                mask.withUnsafeBufferPointer { mask in
                    (term.judge ?? term.loss).evaluate(
                        LossArguments(
                            prediction: numbers, target: target,
                            weights: mask.isEmpty ? nil : mask, gradient: gradient, shape: shape))
                }
            }
        }
    }
}
