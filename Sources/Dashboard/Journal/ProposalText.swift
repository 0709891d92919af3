import Acquisition
import Foundation

/// What the journal has of proposals, in words.
enum ProposalText {
    /// Reads a JSON list of proposals; what is not one is shown as it stands.
    static func sentences(_ json: String) -> [String] {
        guard let proposals = proposals(json) else {
            return json.isEmpty || json == "[]" ? [] : [String(json.prefix(200))]
        }
        var sentences: [String] = []
        var counts: [String: Int] = [:]
        for sentence in proposals.map({ $0.words(number: PageText.number) }) {
            if counts[sentence] == nil { sentences.append(sentence) }
            counts[sentence, default: 0] += 1
        }
        return sentences.map { sentence in
            let count = counts[sentence] ?? 1
            return count == 1 ? sentence : "\(sentence) at \(count) positions"
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
