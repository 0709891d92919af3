import Models

/// Frames of each place that are still needed to be compared with later ones.
///
/// Where one from `seconds` before is wanted, at most six are kept of a place.
struct FieldHistory<Field: TimedField> {
    struct Place: Hashable {
        let position: Int
        let channel: String
    }

    private var fields: [Place: [Field]] = [:]

    /// The frame that comes nearest to `seconds` before `field`; `nil` where none is between half
    /// and twice that old.
    func field(at place: Place, seconds: Double, before field: Field) -> Field? {
        func age(_ earlier: Field) -> Double { field.seconds - earlier.seconds }
        return (fields[place] ?? [])
            .filter { (seconds / 2...seconds * 2).contains(age($0)) }
            .min { abs(age($0) - seconds) < abs(age($1) - seconds) }
    }

    /// Keeps `field` for later ones, and drops what is too old for them.
    mutating func add(_ field: Field, at place: Place, seconds: Double) {
        var kept = fields[place] ?? []
        // Of those that are old enough only the youngest can be the nearest from now on.
        while kept.count > 1, field.seconds - kept[1].seconds >= seconds { kept.removeFirst() }
        if kept.last.map({ field.seconds - $0.seconds >= seconds / 4 }) ?? true {
            kept.append(field)
        }
        fields[place] = kept
    }
}

/// What was seen of a place at one time.
protocol TimedField {
    /// Since the start of the recording.
    var seconds: Double { get }
}

extension CellField: TimedField {}
