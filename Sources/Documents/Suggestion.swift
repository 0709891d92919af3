/// `unknown key "chanels"; did you mean "channels"?`, or what is known where nothing is near.
package func unknown(_ what: String, _ name: String, known: [String]) -> String {
    let shown = name.prefix(60)
    if let near = nearest(name, among: known) {
        return "unknown \(what) \"\(shown)\"; did you mean \"\(near)\"?"
    }
    guard !known.isEmpty else {
        return "unknown \(what) \"\(shown)\"; there is none to choose from"
    }
    return "unknown \(what) \"\(shown)\"; known here: \(known.joined(separator: ", "))"
}

/// The candidate within a third of `name`'s length of edits, if any.
func nearest(_ name: String, among candidates: [String]) -> String? {
    let limit = max(1, min(name.count, 60) / 3)
    let scored = candidates.map { (distance: editDistance(name, $0), candidate: $0) }
    guard let best = scored.min(by: { $0.distance < $1.distance }), best.distance <= limit else {
        return candidates.first { $0.lowercased() == name.lowercased() }
    }
    return best.candidate
}

/// Insertions, deletions, substitutions and swaps of neighbours between two texts.
///
/// Names longer than 60 characters count as far from everything.
func editDistance(_ first: String, _ second: String) -> Int {
    let a = Array(first.unicodeScalars.prefix(61))
    let b = Array(second.unicodeScalars.prefix(61))
    guard a.count <= 60, b.count <= 60 else { return .max }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                cost = min(cost, beforeLast[j - 1] + 1)
            }
            row.append(cost)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
