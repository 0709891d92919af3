/// Lengths of a dividing cell, relative to the radius of the round mother.
enum DivisionShape {
    /// Radius of a daughter that has not spread: half the mother's volume.
    static let daughterRadius = 0.794
    /// Half the distance between the daughters' middles when the division ends.
    static let daughterDistance = 0.78
}
