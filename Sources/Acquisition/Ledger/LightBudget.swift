/// How much light a run may give, in J/cm2 at the sample; nil sets no bound.
package struct LightBudget: Equatable, Sendable, Codable {
    /// For everything exposed under one position's name.
    package var perPosition: Double?
    /// For any one spot of the sample, from whatever position it was lit.
    package var perCell: Double?
    /// For all positions together.
    package var run: Double?

    package init(perPosition: Double? = nil, perCell: Double? = nil, run: Double? = nil) {
        self.perPosition = perPosition
        self.perCell = perCell
        self.run = run
    }

    package var isUnlimited: Bool { perPosition == nil && perCell == nil && run == nil }

    /// Why this budget cannot be kept with these lights; nil when it can.
    ///
    /// - Parameter uncalibrated: Lights of the plan whose power at the sample nobody measured.
    package func refusal(uncalibrated: [String]) -> String? {
        for (name, value) in [
            ("per position", perPosition), ("per cell", perCell), ("for the run", run),
        ] {
            guard let value, !(value.isFinite && value >= 0) else { continue }
            return "the light budget \(name) is \(value) J/cm2; it must be a number from 0 up"
        }
        guard !isUnlimited, let light = uncalibrated.first else { return nil }
        return Self.refusal(ofUncalibrated: light)
    }

    static func refusal(ofUncalibrated light: String) -> String {
        "the light \(light) is not calibrated, so its dose is unknown and a budget in J/cm2 cannot "
            + "be kept: calibrate it in the rig file, or take the budget out of the experiment"
    }
}
