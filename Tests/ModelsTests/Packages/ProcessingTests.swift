import Testing

@testable import Models

@Suite("Preprocessing as bioimageio.core does it")
struct ProcessingTests {
    private struct Oracle: Decodable {
        let shape: [Int]
        let raw: [Float]
        let cases: [String: [Double]]
    }

    @Test("channels apart give what they give together", arguments: cases)
    func channelsApart(name: String, steps: [ProcessingStep]) {
        let planes = (0..<2).map { channel in
            FloatImage(
                width: 5, height: 4,
                pixels: (0..<20).map { Float(90 + ($0 * 7 + channel * 13) % 31) })
        }
        var together = AxisArray(planes)
        ProcessingStep.apply(steps, to: &together)

        var apart = planes
        ProcessingStep.apply(steps, toChannels: &apart)

        #expect(apart == together.images)
    }

    private static let cases: [(String, [ProcessingStep])] = [
        ("standardize all", [.zeroMeanUnitVariance(axes: nil, epsilon: 1e-6)]),
        ("standardize each channel", [.zeroMeanUnitVariance(axes: ["y", "x"], epsilon: 1e-6)]),
        ("standardize each row", [.zeroMeanUnitVariance(axes: ["channel", "x"], epsilon: 1e-6)]),
        ("fixed", [.fixedZeroMeanUnitVariance(mean: [101.5], deviation: [11.7], axis: nil)]),
        (
            "fixed for each channel",
            [.fixedZeroMeanUnitVariance(mean: [90, 120], deviation: [3, 14], axis: "channel")]
        ),
        ("full range", [.scaleRange(axes: nil, lower: 0, upper: 100, epsilon: 1e-6)]),
        ("percentiles", [.scaleRange(axes: nil, lower: 1, upper: 99.8, epsilon: 1e-6)]),
        (
            "percentiles of each channel",
            [.scaleRange(axes: ["y", "x"], lower: 3, upper: 99, epsilon: 1e-6)]
        ),
        (
            "percentiles of each column",
            [.scaleRange(axes: ["batch", "channel", "y"], lower: 10, upper: 95, epsilon: 1e-6)]
        ),
        ("linear", [.scaleLinear(gain: [0.25], offset: [-3], axis: nil)]),
        (
            "linear for each channel",
            [.scaleLinear(gain: [0.5, 2], offset: [1, -1], axis: "channel")]
        ),
        ("binarize", [.binarize(threshold: [100], axis: nil)]),
        ("clip", [.clip(minimum: 95, maximum: 110)]),
        ("sigmoid", [.scaleLinear(gain: [0.1], offset: [-10], axis: nil), .sigmoid]),
        (
            "statistics are those of the raw array",
            [
                .clip(minimum: 95, maximum: 110),
                .zeroMeanUnitVariance(axes: ["y", "x"], epsilon: 1e-6), .ensureType(.float32),
            ]
        ),
        (
            "whole numbers",
            [.scaleLinear(gain: [-0.3], offset: [7], axis: nil), .ensureType(.int16)]
        ),
    ]

    @Test("the same numbers come out, to a few parts in a million", arguments: cases.indices)
    func sameNumbers(index: Int) throws {
        let oracle = try PackageSample.oracle("processing.json", Oracle.self)
        let (name, steps) = Self.cases[index]
        let expected = try #require(oracle.cases[name])
        var array = AxisArray(
            axes: ["batch", "channel", "y", "x"], shape: oracle.shape, values: oracle.raw)

        ProcessingStep.apply(steps, to: &array)

        #expect(array.values.count == expected.count)
        for (value, wanted) in zip(array.values, expected) {
            #expect(abs(Double(value) - wanted) <= 4e-6 * max(1, abs(wanted)), "\(name)")
        }
    }

    @Test("the oracle has no case that is left out")
    func allCases() throws {
        let oracle = try PackageSample.oracle("processing.json", Oracle.self)

        #expect(Set(oracle.cases.keys) == Set(Self.cases.map(\.0)))
    }

    @Test("a constant image and one with a hole neither trap nor hang")
    func degenerate() {
        let steps: [ProcessingStep] = [
            .scaleRange(axes: nil, lower: 1, upper: 99, epsilon: 1e-6)
        ]
        var constant = AxisArray(
            channels: 1, height: 2, width: 2, values: [7, 7, 7, 7])
        var hole = AxisArray(channels: 1, height: 2, width: 2, values: [1, .nan, 2, 3])

        ProcessingStep.apply(steps, to: &constant)
        ProcessingStep.apply(steps + [.ensureType(.uint8)], to: &hole)

        #expect(constant.values == [0, 0, 0, 0])
        #expect(hole.values == [0, 0, 0, 0])
    }
}
