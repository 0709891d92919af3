/// How long an axis of a tensor may be.
package enum AxisSize: Sendable, Equatable {
    /// As many as there are: the batch.
    case any
    case fixed(Int)
    /// `minimum`, or any number of `step` more.
    case stepped(minimum: Int, step: Int)
    /// As long as another axis, times the quotient of the two scales, plus `offset`.
    case reference(tensor: String, axis: String, offset: Int)

    /// The shortest length; `nil` where another axis decides it.
    package var minimum: Int? {
        switch self {
        case .any: 1
        case .fixed(let count): count
        case .stepped(let minimum, _): minimum
        case .reference: nil
        }
    }

    /// Whether `count` is allowed, as far as this axis alone can tell.
    package func allows(_ count: Int) -> Bool {
        switch self {
        case .any, .reference: count >= 1
        case .fixed(let fixed): count == fixed
        case .stepped(let minimum, let step): count >= minimum && (count - minimum) % step == 0
        }
    }

    /// The size as an error message calls it.
    var words: String {
        switch self {
        case .any: "any"
        case .fixed(let count): "\(count)"
        case .stepped(let minimum, let step): "\(minimum) + n × \(step)"
        case .reference(let tensor, let axis, let offset): "\(tensor).\(axis) + \(offset)"
        }
    }
}
