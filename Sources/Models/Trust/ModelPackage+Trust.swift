extension ModelPackage {
    /// Under `config: tarsier:`.
    private static let trustFact = "trust"

    /// What was learnt about the network after its training; `nil` where nobody did.
    ///
    /// - Throws: `malformed` or `outOfRange` with the part that is wrong.
    package func trustCalibration() throws(TrustError) -> TrustCalibration? {
        guard let fact = facts[Self.trustFact] else { return nil }
        guard let text = fact.text else {
            throw TrustError(
                .malformed,
                "trust calibration: \(name) has a number in its place; train the network again")
        }
        return try TrustCalibration(text: text)
    }

    /// - Throws: `outOfRange` where it does not fit.
    package mutating func setTrustCalibration(_ calibration: TrustCalibration) throws(TrustError) {
        facts[Self.trustFact] = .text(try calibration.text())
    }
}
