/// The planes of a stack.
package struct ZPlan: Equatable, Sendable {
    /// In micrometres.
    package enum Kind: Equatable, Sendable {
        case topBottom(top: Double, bottom: Double, step: Double)
        case aboveBelow(above: Double, below: Double, step: Double)
        case range(Double, step: Double)
        case absolute([Double])
        case relative([Double])
    }

    package var kind: Kind
    /// `false` turns the order of the planes round.
    package var goesUp: Bool

    package init(_ kind: Kind, goesUp: Bool = true) {
        self.kind = kind
        self.goesUp = goesUp
    }

    /// Whether planes count from the position's z, or from the focus drive's zero.
    package var isRelative: Bool {
        switch kind {
        case .topBottom, .absolute: false
        case .aboveBelow, .range, .relative: true
        }
    }

    /// The planes in micrometres, in the order in which they are visited.
    package var planes: [Double] {
        let planes: [Double]
        switch kind {
        case .absolute(let listed), .relative(let listed): planes = listed
        case .topBottom, .aboveBelow, .range:
            planes = span.map { Self.planes(from: $0.start, to: $0.stop, step: $0.step) } ?? []
        }
        return goesUp ? planes : planes.reversed()
    }

    /// How many planes there are, without listing them; infinite where the step is far too small.
    var planeCount: Double {
        guard let span else { return Double(listedCount) }
        return Self.count(from: span.start, to: span.stop, step: span.step)
    }

    /// The plane of a channel that does not stack.
    ///
    /// It counts half of the planes that *cover* the range, which for a step that does not divide
    /// it can be one more than are visited: with a step of twice the range or more there is then
    /// no such plane at all. The useq-schema package does so, and files depend on it.
    package var middleIndex: Int {
        guard let span else { return listedCount / 2 }
        guard span.step != 0 else { return 0 }
        let covering = (span.stop + span.step - span.start) / span.step
        return Int((covering * 1e6).rounded(.toNearestOrEven) / 1e6, roundedUp: true) / 2
    }

    private var listedCount: Int {
        switch kind {
        case .absolute(let listed), .relative(let listed): listed.count
        case .topBottom, .aboveBelow, .range: 0
        }
    }

    private var span: (start: Double, stop: Double, step: Double)? {
        switch kind {
        case .topBottom(let top, let bottom, let step): (bottom, top, step)
        case .aboveBelow(let above, let below, let step): (-abs(below), abs(above), step)
        case .range(let range, let step): (-range / 2, range / 2, step)
        case .absolute, .relative: nil
        }
    }

    /// Half a step more than the range, so that rounding cannot lose the last plane.
    private static func count(from start: Double, to stop: Double, step: Double) -> Double {
        step == 0 ? 1 : max(0, ((stop + step / 2 - start) / step).rounded(.up))
    }

    private static func planes(from start: Double, to stop: Double, step: Double) -> [Double] {
        guard step != 0 else { return [start] }
        let pitch = (start + step) - start
        let count = Int(count(from: start, to: stop, step: step), roundedUp: false)
        return (0..<count).map { start + Double($0) * pitch }
    }
}

extension Int {
    /// A whole number from one that may be too large for it, which becomes a thousand million.
    init(_ number: Double, roundedUp: Bool) {
        let whole = roundedUp ? number.rounded(.up) : number
        self = abs(whole) < 1e9 ? Int(whole) : 1_000_000_000
    }
}
