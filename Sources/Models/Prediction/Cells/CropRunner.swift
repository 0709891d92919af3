/// Runs a network on any number of crops, a batch at a time.
///
/// Plans are kept for a few sizes of batch, so that frames with different numbers of cells need no
/// new ones. Belongs to one task at a time.
final class CropRunner {
    /// Sizes of batches: each time the largest that is full, at the end the smallest.
    private static let batches = [4, 8, 16, 32, 64, 128]

    private let network: Network
    private let shape: TensorShape
    private let method: ConvolutionMethod
    private var plans: [Int: InferencePlan] = [:]

    /// - Parameter inputShape: Of any batch.
    init(
        _ network: Network, inputShape: TensorShape, method: ConvolutionMethod = .direct
    ) {
        self.network = network
        shape = inputShape
        self.method = method
    }

    /// - Parameter images: Of a crop, each as large as the network's input.
    /// - Returns: For each output the numbers of all crops, one row after the other.
    func run(
        count: Int, images: (_ crop: Int) -> [FloatImage]
    ) throws(NetworkError) -> [[Float]] {
        var results = [[Float]](repeating: [], count: network.outputs.count)
        var start = 0
        while start < count {
            let rest = count - start
            let batch = Self.batches.last { $0 <= rest } ?? Self.batches[0]
            let end = min(start + batch, count)
            let plan = try plan(batch)
            var output = 0
            plan.run { _, numbers in
                for crop in start..<end {
                    copy(images(crop), into: numbers, at: crop - start)
                }
            } read: { _, shape, numbers in
                let width = shape.count / batch
                results[output].append(contentsOf: numbers[0..<((end - start) * width)])
                output += 1
            }
            start = end
        }
        return results
    }

    private func copy(
        _ images: [FloatImage], into numbers: UnsafeMutableBufferPointer<Float>, at index: Int
    ) {
        let area = shape.height * shape.width
        precondition(images.count == shape.channels, "an image for each channel")
        for (channel, image) in images.enumerated() {
            precondition(image.pixels.count == area, "a crop of the network's size")
            image.pixels.withUnsafeBufferPointer { pixels in
                var place = index * area * images.count + channel
                for value in pixels {
                    numbers[place] = value
                    place += images.count
                }
            }
        }
    }

    private func plan(_ batch: Int) throws(NetworkError) -> InferencePlan {
        if let plan = plans[batch] { return plan }
        var shape = shape
        shape.batch = batch
        let plan = try InferencePlan(network, shapes: [shape], method: method)
        plans[batch] = plan
        return plan
    }
}
