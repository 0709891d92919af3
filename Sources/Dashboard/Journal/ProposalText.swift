import Acquisition
import Foundation

/// What the journal has of proposals, in words.
enum ProposalText {
    /// Reads a JSON list of proposals; what is not one is shown as it stands.
    static func sentences(_ json: String) -> [String] {
        guard let proposals = proposals(json) else {
            return json.isEmpty || json == "[]" ? [] : [String(json.prefix(200))]
        }
        return proposals.map { proposal in
            switch proposal.change {
            case .take(let isOn): "\(proposal.channel) \(isOn ? "on" : "off")"
            case .exposure(let seconds):
                "\(proposal.channel) exposure \(PageText.number(seconds * 1000)) ms"
            case .power(let milliwatts):
                "\(proposal.channel) power \(PageText.number(milliwatts)) mW"
            }
        }
    }

    /// Reads a JSON list of proposals; `nil` where it is something else.
    static func proposals(_ json: String) -> [Proposal]? {
        try? JSONDecoder().decode([Proposal].self, from: Data(json.utf8))
    }

    /// Reads a JSON list of texts; what is not one is shown as it stands.
    static func texts(_ json: String) -> [String] {
        if let texts = try? JSONDecoder().decode([String].self, from: Data(json.utf8)) {
            return texts
        }
        return json.isEmpty ? [] : [String(json.prefix(200))]
    }
}
