/// A cell as the truth knows it at one moment.
package struct Cell: Sendable, Equatable {
    package var id: Int
    package var kind: String
    package var parent: Int?
    /// Seconds of rig time; negative for the cells of the start.
    package var bornAt: Double
    package var phase: CellPhase
    package var xMicrometers: Double
    package var yMicrometers: Double
    /// 1 arrests mitosis, 1.5 makes the cell bleb, 2.5 kills it.
    package var damage: Double
    package var peakDamage: Double
    /// Reactive oxygen, in the units of ``Phototoxicity``.
    package var reactiveOxygen: Double
    /// J/cm² received, by light line.
    package var dose: [String: Double]
    /// Share of each fluorophore that is not bleached.
    package var intact: [Double]
    /// When the coming or present division is due; a delay moves it.
    package var timeline: Timeline

    package var isAlive: Bool { phase != .dead }
}
