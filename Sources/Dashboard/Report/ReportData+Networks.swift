extension ReportData {
    /// How one network has done in the run.
    package struct NetworkLine: Sendable, Equatable {
        package var name: String
        /// The first digits of the SHA-256 of its weights.
        package var hash: String
        package var lookCount = 0
        package var skippedCount = 0
        package var failedCount = 0
        /// From the network's start to its result; `nil` without any.
        package var medianSeconds: Double?
        /// What 99 % of the looks took at the most.
        package var tailSeconds: Double?
        /// The median of the mean relative uncertainties.
        package var uncertainty: Double?

        package init(name: String, hash: String) {
            self.name = name
            self.hash = hash
        }
    }
}
