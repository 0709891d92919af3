import Testing

@testable import Models

@Suite("Batches of crops")
struct CropTaskTests {
    private static let side = 16

    /// Every pixel of an example is its number.
    private static func example(_ number: Int, group: Int) -> CropExample {
        CropExample(
            images: [
                FloatImage(width: side, height: side, filledWith: Float(number)),
                FloatImage(width: side, height: side, filledWith: Float(-number)),
            ], noise: [0, 0], targets: [Float(number)], weights: [1], group: group)
    }

    private static func task(balance: Double) -> CropTask {
        var settings = CropTask.Settings()
        settings.batchCount = 50
        settings.balance = balance
        settings.mostShift = 0
        settings.gain = 1...1
        settings.largestNoise = 0
        let shape = CellNetwork(
            inputChannels: 2, side: side, heads: [CellHead("amount", .amount, channels: ["a"])])
        return CropTask(
            shape, terms: [.init(.meanSquaredError, targets: 0..<1)], settings: settings,
            training: (1...99).map { example($0, group: 0) } + [example(100, group: 1)],
            validation: [])
    }

    @Test("rare groups are drawn as often as the balance says", arguments: [0, 0.5, 1])
    func balance(_ balance: Double) {
        let task = Self.task(balance: balance)
        var input = [Float](repeating: 0, count: task.inputShape.count)
        var random = SplitMix64(seed: 4)
        var rare = 0
        for _ in 0..<40 {
            input.withUnsafeMutableBufferPointer { task.fill($0, random: &random) }
            let size = input.count / 50
            rare += (0..<50).count { input[$0 * size] == 100 }
        }

        let expected = balance == 0 ? 0.01 : balance == 1 ? 0.5 : 1 / (1 + 99.0.squareRoot())
        #expect(abs(task.shares[1] - expected) < 1e-9)
        #expect(abs(Double(rare) / 2000 - expected) < 0.04)
    }

    @Test("images of a crop stay together, the channel runs fastest")
    func channels() {
        let task = Self.task(balance: 0)
        var input = [Float](repeating: 0, count: task.inputShape.count)
        var random = SplitMix64(seed: 4)

        input.withUnsafeMutableBufferPointer { task.fill($0, random: &random) }

        let pairs = stride(from: 0, to: input.count, by: 2)
        #expect(pairs.allSatisfy { input[$0] == -input[$0 + 1] && input[$0] > 0 })
    }
}
