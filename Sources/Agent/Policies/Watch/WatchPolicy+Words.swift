/// What the policy says of its decisions, in words and in numbers.
extension WatchPolicy {
    enum Aim { case dark, view, audit, careful, wait }

    func reason(_ aim: Aim, _ notes: [String], _ field: WatchedField, at now: Double)
        -> String
    {
        let names = spend.joined(separator: ", ")
        let events = field.events(at: now)
        let sure = events.map { "\(Int(($0.probability * 100).rounded())) %" }
            .joined(separator: ", ")
        let cells = events.count == 1 ? "cell" : "cells"
        let seen = field.lastView.map { "last view \(spoken(seconds: now - $0)) ago" }
        let begin = notes.isEmpty ? "" : notes.joined(separator: "; ") + "; "
        let dividing =
            events.isEmpty
            ? "no event"
            : "\(events.count) \(cells) dividing (\(sure)), \(seen ?? "not seen yet")"
        switch aim {
        case .dark:
            return "\(begin)light harms \(percent(harm.excess)) of the cells: \(names) stays off"
        case .view: return "\(begin)\(dividing): \(names) on"
        case .audit: return "\(begin)\(dividing), reference frame next: \(names) on"
        case .careful:
            return "\(begin)\(dividing): \(names) off until its light so far shows to do no harm"
        case .wait: return "\(begin)\(dividing): \(names) off\(distrust)"
        }
    }

    /// Which networks are not used, in words.
    var distrust: String {
        let names = trust.levels.filter { $0.value < settings.trust }.keys.sorted()
        return names.isEmpty ? "" : " (\(names.joined(separator: ", ")) not trusted)"
    }

    /// The name under which the journal has how far a network is trusted.
    static func trustFeature(_ network: String) -> String { "trust_\(network)" }

    /// The name under which the journal has the share of cells that light harmed.
    static let harmFeature = "harm"

    func features(
        _ field: WatchedField, value: Double, at now: Double
    ) -> [String: Double] {
        var features = [
            "events": Double(field.events(at: now).count), "view_worth": value,
            Self.harmFeature: harm.excess,
        ]
        for (name, level) in trust.levels { features[Self.trustFeature(name)] = level }
        return features
    }
}

private func percent(_ share: Double) -> String { "\(brief(share * 100)) %" }
