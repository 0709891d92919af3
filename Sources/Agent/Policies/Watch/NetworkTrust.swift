/// How far each network is trusted: what its own tests said of late, and what audits found.
///
/// The share of its answers that passed, newer ones weighing more. A network begins with the credit
/// of its training; what it loses it gets back by evidence alone.
struct NetworkTrust: Sendable, Equatable {
    private struct Record: Sendable, Equatable {
        var passed = Self.credit
        var weight = Self.credit
        static let credit = 3.0
    }

    /// Weight of what was known, once something new is.
    private static let memory = 0.85
    private var records: [String: Record] = [:]

    /// Takes in what networks measured on a frame.
    ///
    /// - Parameter agreement: Least correlation with a reference frame.
    mutating func take(_ networks: [String: [String: Double]], agreement: Double) {
        for (name, numbers) in networks {
            if let trusted = numbers["trusted"] { note(name, passed: trusted >= 0.5) }
            for (number, value) in numbers where number.hasPrefix(LabelAudit.prefix) {
                note(name, passed: value >= agreement)
            }
        }
    }

    private mutating func note(_ name: String, passed: Bool) {
        var record = records[name] ?? Record()
        record.passed = record.passed * Self.memory + (passed ? 1 : 0)
        record.weight = record.weight * Self.memory + 1
        records[name] = record
    }

    /// From 0 to 1; 1 for a network of which nothing is known.
    func level(of name: String) -> Double {
        records[name].map { $0.passed / $0.weight } ?? 1
    }

    /// All levels, by name.
    var levels: [String: Double] { records.mapValues { $0.passed / $0.weight } }
}
