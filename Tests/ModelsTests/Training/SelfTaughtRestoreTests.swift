import Foundation
import Testing

@testable import Models

@Suite("Restoration taught by itself")
struct SelfTaughtRestoreTests {
    private static let side = 96

    /// Expected counts: smooth spots on a ground of 20.
    private static func field(_ seed: UInt64) -> FloatImage {
        var random = SplitMix64(seed: seed)
        var image = FloatImage(width: side, height: side, filledWith: 20)
        for _ in 0..<8 {
            let (x, y) = (Double(random.next() % 96), Double(random.next() % 96))
            for place in image.pixels.indices {
                let (dx, dy) = (Double(place % side) - x, Double(place / side) - y)
                image.pixels[place] += Float(60 * exp(-(dx * dx + dy * dy) / 60))
            }
        }
        return image
    }

    private static func noisy(_ truth: FloatImage, seed: UInt64) -> FloatImage {
        var random = SplitMix64(seed: seed)
        var image = truth
        for place in image.pixels.indices {
            image.pixels[place] = Float(
                RandomDraws.poisson(mean: Double(truth.pixels[place]), &random))
        }
        return image
    }

    private static func frames(_ seeds: Range<UInt64>) -> [TrainingFrame] {
        seeds.map { seed in
            TrainingFrame(
                source: "s", position: "\(seed)",
                images: [
                    ChannelImage(
                        channel: "spots", image: noisy(field(seed), seed: seed + 1000))
                ])
        }
    }

    private static func lesson() -> BlindRestoreLesson {
        var lesson = BlindRestoreLesson(training: frames(0..<10), validation: frames(10..<12))
        lesson.shape.widths = [8, 16]
        return lesson
    }

    private static func trained(_ start: Network, _ task: any TrainingTask) throws -> Network {
        var settings = TrainingSettings()
        settings.stepCount = 240
        settings.validationInterval = 60
        settings.averageDecay = 0.98
        let trainer = try Trainer(start, task: task, settings: settings)
        _ = try trainer.run(seconds: { 0 }, report: { _ in true })
        return trainer.best
    }

    /// Mean squared error of a restored frame that taught nothing, counts.
    private static func error(_ network: Network, _ lesson: BlindRestoreLesson) throws -> Double {
        let predictor = try ImagePredictor(network, ImagePredictor.Geometry(lesson.shape))
        var sum = 0.0
        for seed in UInt64(50)..<54 {
            let truth = field(seed)
            let raw = noisy(truth, seed: seed + 2000)
            let map = IntensityMap.percentiles(of: raw, low: 2, high: 99.8)
            let answer = try #require(
                try predictor.run([map.apply(to: raw)])["restored"]?.first)
            for (value, expected) in zip(answer.pixels, truth.pixels) {
                let error = Double(value / map.scale + map.offset - expected)
                sum += error * error / Double(4 * answer.pixels.count)
            }
        }
        return sum
    }

    @Test("the second round comes closer to the truth, which nobody showed it")
    func closer() throws {
        let lesson = Self.lesson()
        let first = try Self.trained(lesson.shape.network(seed: 3), lesson.task())

        let second = try Self.trained(
            first, try lesson.secondRound(taughtBy: first, seed: 1))

        let (before, after) = (try Self.error(first, lesson), try Self.error(second, lesson))
        #expect(after < 0.85 * before, "\(before) became \(after)")
    }

    @Test("it sees noise as the frames have it, drawn anew, and the same for the same epoch")
    func examples() throws {
        let lesson = Self.lesson()
        let teacher = lesson.shape.network(seed: 3)
        let round = try SelfTaughtRestoreLesson(teacher: teacher, of: lesson, seed: 5)

        let pool = round.pool(epoch: 2)

        #expect(pool.map(\.input) == round.pool(epoch: 2).map(\.input))
        #expect(pool.map(\.input) != round.pool(epoch: 3).map(\.input))
        let originals = Set(lesson.training.map(\.input))
        for image in pool {
            #expect(!originals.contains(image.input))
            #expect(image.target.count == 2)
            // Two draws of one noise are as strong as each other, and know nothing of each other.
            let (seen, clean, other) = (image.input[0], image.target[0], image.target[1])
            var (first, second, product) = (0.0, 0.0, 0.0)
            for place in clean.indices {
                let (one, two) = (
                    Double(seen[place] - clean[place]), Double(other[place] - clean[place])
                )
                first += one * one
                second += two * two
                product += one * two
            }
            #expect(abs(first / second - 1) < 0.2)
            #expect(abs(product) < 0.05 * first)
        }
        #expect(round.validation().count == 2)
        #expect(round.interface.isBlind)
    }
}
