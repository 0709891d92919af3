package import Agent

/// What a benchmark of policies found, ready to be drawn.
package struct BenchReport: Sendable, Codable {
    /// One scenario with its policies; the first is what the others are held against.
    package struct Part: Sendable, Codable {
        package let scenario: String
        package let question: String
        /// What the shares are of, in words: "divisions caught".
        package let answer: String
        package let policies: [PolicySummary]

        package init(
            scenario: String, question: String, answer: String, policies: [PolicySummary]
        ) {
            self.answer = answer
            self.scenario = scenario
            self.question = question
            self.policies = policies
        }
    }

    package let parts: [Part]
    package let firstSeed: UInt64
    package let seedCount: Int
    /// The command that makes it again.
    package let command: String

    package init(parts: [Part], firstSeed: UInt64, seedCount: Int, command: String) {
        self.parts = parts
        self.firstSeed = firstSeed
        self.seedCount = seedCount
        self.command = command
    }
}
