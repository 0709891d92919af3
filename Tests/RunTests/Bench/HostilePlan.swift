import Rehearsal

/// An experiment that nobody in their right mind would write, or that anybody might: one in four
/// is sensible, the others have numbers that are wrong in every way that numbers can be.
struct HostilePlan {
    private(set) var yaml = ""
    private var random: SplitMix64
    /// How many numbers in a hundred are wrong.
    private let wrongShare: Int

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        wrongShare = Int.random(in: 0..<4, using: &random) == 0 ? 0 : 8
        yaml = text()
    }

    private mutating func text() -> String {
        var acquisition = [
            "axis_order: \(["tpgzc", "ptgcz", "pczt", "tpc"].randomElement(using: &random) ?? "tpc")"
        ]
        if chance(60) {
            acquisition.append("time_plan: {interval: \(number(0...30)), loops: \(whole(1...3))}")
        }
        acquisition.append("stage_positions: [\(positions.joined(separator: ", "))]")
        if chance(30) {
            acquisition.append("z_plan: {range: \(number(0...40)), step: \(number(8...20))}")
        }
        if chance(15) {
            acquisition.append("grid_plan: {rows: \(whole(1...2)), columns: \(whole(1...2))}")
        }
        acquisition.append("channels: [\(channels.joined(separator: ", "))]")
        var text = "acquisition: {\(acquisition.joined(separator: ", "))}\n"
        text += "region: {size: \(whole(16...64))}\n"
        if chance(80) { text += "light: {budget: {\(budgets.joined(separator: ", "))}}\n" }
        return text
    }

    private var positions: [String] {
        mutating get {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in
                let z = chance(40) ? ", z: \(number(-190...190))" : ""
                return "{x: \(number(-1990...1990)), y: \(number(-1990...1990))\(z)}"
            }
        }
    }

    private var channels: [String] {
        mutating get {
            var names = ["phase", "nuclei", "mitochondria", "cytoplasm"]
            if wrongShare > 0, chance(10) { names.append("ultraviolet") }
            return names.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random)).map
            {
                "{config: \($0), exposure: \(number(0.2...400))}"
            }
        }
    }

    private var budgets: [String] {
        mutating get {
            let names = ["per_position", "per_cell", "run"].filter { _ in chance(60) }
            return names.map { "\($0): \(number(0...3)) J/cm2" }
        }
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func whole(_ range: ClosedRange<Int>) -> String {
        let value = Int.random(in: range, using: &random)
        return chance(wrongShare) ? wrong(Double(value)) : "\(value)"
    }

    private mutating func number(_ range: ClosedRange<Double>) -> String {
        let value = Double.random(in: range, using: &random)
        return chance(wrongShare) ? wrong(value) : "\(value)"
    }

    /// Not a number, without end, too large, too small, a slip of units, a turned sign, no number.
    private mutating func wrong(_ value: Double) -> String {
        let wrongs = [
            ".nan", ".inf", "-.inf", "1e308", "-1e308", "-0.0", "5e-324", "9223372036854775808",
            "\(value * 1000)", "\(value / 1000)", "\(-value)", "\(value * 2)", "null", "many",
            "\"\(value)\"", "2000.0001", "-2000.5",
        ]
        return wrongs.randomElement(using: &random) ?? ".nan"
    }
}
