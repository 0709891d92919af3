/// The ring buffer of the MS-2000: points loaded beforehand, visited one per trigger.
struct MS2000Ring: Sendable {
    /// As the controller names it in its build text.
    static let capacity = 50

    private var points: [[Double?]] = []
    private var position = 0
    private var axisMask = 7
    private var delayMilliseconds = 0

    /// Appends a point, in micrometres of the mechanics by axis.
    mutating func append(_ point: [Double?]) throws(MS2000Command.Failure) {
        guard points.count < Self.capacity else { throw .failed }
        points.append(point)
    }

    /// The next point, only of the axes that take part; `nil` when there is none.
    mutating func next() -> [Double?]? {
        guard !points.isEmpty else { return nil }
        let point = points[position % points.count]
        position += 1
        return point.enumerated().map { axisMask & (1 << $0) == 0 ? nil : $1 }
    }

    /// `RM X= Y= Z=` and `RT Z=`, with their queries.
    mutating func configure(_ command: MS2000Command) throws(MS2000Command.Failure) -> String {
        for argument in command.arguments {
            let asked = argument.operation == .query
            var value = 0
            if case .value(let number) = argument.operation {
                guard let whole = Int(exactly: number) else { throw .outOfRange }
                value = whole
            }
            switch (command.verb, argument.letter) {
            case ("RM", "X"):
                if asked { return ":A X=\(points.count)" }
                points.removeAll()
                position = 0
            case ("RM", "Y"):
                if asked { return ":A Y=\(axisMask)" }
                guard (0...7).contains(value) else { throw .outOfRange }
                axisMask = value
            case ("RM", "Z"):
                if asked { return ":A Z=\(position)" }
                position = 0
            case ("RT", "Z"):
                if asked { return ":A Z=\(delayMilliseconds)" }
                guard (0...65_535).contains(value) else { throw .outOfRange }
                delayMilliseconds = value
            default: throw .unknownAxis
            }
        }
        return ":A "
    }
}
