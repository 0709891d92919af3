import Foundation
import Testing

@testable import Models

@Suite("Temperature scaling")
struct TemperatureScalingTests {
    @Test("a planted temperature is found again", arguments: [0.5, 1, 2.5])
    func planted(temperature: Double) throws {
        let (logits, classes) = Self.sample(temperature: temperature, count: 20_000)

        let scaling = try TemperatureScaling(logits: logits, classes: classes)

        #expect(abs(scaling.temperature / temperature - 1) < 0.05)
        #expect(scaling.errorAfter < 0.02)
        if temperature != 1 { #expect(scaling.errorBefore > 2 * scaling.errorAfter) }
        #expect(scaling.exampleCount == 20_000)
    }

    @Test("the class that is called stays, and probabilities sum to 1")
    func callsStay() throws {
        let (logits, classes) = Self.sample(temperature: 2, count: 500)
        let scaling = try TemperatureScaling(logits: logits, classes: classes)

        for row in logits {
            let guess = scaling.probabilities(row)
            #expect(abs(guess.reduce(0, +) - 1) < 1e-12)
            #expect(
                guess.indices.max { guess[$0] < guess[$1] }
                    == row.indices.max { row[$0] < row[$1] })
        }
        let copy = try JSONDecoder().decode(
            TemperatureScaling.self, from: JSONEncoder().encode(scaling))
        #expect(copy == scaling)
    }

    @Test("empty, uneven and infinite logits are refused")
    func refusals() {
        let wrong: [([[Float]], [Int])] = [
            ([], []), ([[1, 2], [1]], [0, 0]), ([[1, 2]], [2]), ([[1, .infinity]], [0]),
            ([[1, 2]], [0, 1]),
        ]
        for (logits, classes) in wrong {
            #expect(throws: CurationError.self) {
                try TemperatureScaling(logits: logits, classes: classes)
            }
        }
    }

    /// Classes drawn from honest probabilities, whose logits are then multiplied.
    private static func sample(temperature: Double, count: Int) -> ([[Float]], [Int]) {
        var random = SplitMix64(seed: 11)
        var logits: [[Float]] = []
        var classes: [Int] = []
        for _ in 0..<count {
            let honest = (0..<3).map { _ in 1.5 * RandomDraws.normals(&random).0 }
            let sum = honest.reduce(0) { $0 + exp($1) }
            var rest = RandomDraws.unit(&random) * sum
            var drawn = 0
            while drawn < 2, rest > exp(honest[drawn]) {
                rest -= exp(honest[drawn])
                drawn += 1
            }
            logits.append(honest.map { Float($0 * temperature) })
            classes.append(drawn)
        }
        return (logits, classes)
    }
}
