/// The faults of one device, as they unfold.
///
/// Asked on every request, frame and tick; remembers what has struck already.
struct FaultScript: Sendable {
    /// A fault that strikes right now.
    struct Strike: Equatable, Sendable {
        var kind: FaultKind
        var argument: String?
    }

    private struct Entry: Sendable {
        let fault: Fault
        var matchCount = 0
        var hasStruck = false
        /// Since when a condition holds that a request or a frame brought about.
        var began: Double?
    }

    private var entries: [Entry]

    init(_ faults: [Fault], device: FaultDevice) {
        entries = faults.filter { $0.device == device }.map { Entry(fault: $0) }
    }

    /// What strikes because of this request.
    mutating func strikes(request: String, at time: Double) -> [Strike] {
        let request = request.uppercased()
        var strikes: [Strike] = []
        for index in entries.indices where !entries[index].fault.moment.isFrame {
            let kind = entries[index].fault.kind
            if kind.isOfFrames && kind != .stop { continue }
            if isDue(index, request: request, at: time) {
                strikes.append(strike(index, at: time))
            }
        }
        return strikes
    }

    /// What strikes frame `number`; timed faults of frames strike the first frame after their time.
    mutating func strikes(frame number: Int, at time: Double) -> [Strike] {
        var strikes: [Strike] = []
        for index in entries.indices where entries[index].fault.kind.isOfFrames {
            let isDue =
                switch entries[index].fault.moment {
                case .frame(let wanted): wanted == number
                case .time: isDueByTime(index, at: time)
                case .request(_, let wanted, _): wanted == number && !entries[index].hasStruck
                }
            if isDue { strikes.append(strike(index, at: time)) }
        }
        return strikes
    }

    /// Whether `condition` holds.
    func holds(_ condition: FaultKind, at time: Double) -> Bool {
        current(condition, at: time) != nil
    }

    /// The last fault of this kind that began, and whether it is over.
    func latest(_ condition: FaultKind, at time: Double) -> (fault: Fault, isOver: Bool)? {
        let begun = entries.filter { entry in
            entry.fault.kind == condition && (start(of: entry).map { $0 <= time } ?? false)
        }
        guard let last = begun.max(by: { (start(of: $0) ?? 0) < (start(of: $1) ?? 0) }),
            let began = start(of: last)
        else { return nil }
        return (last.fault, time >= began + (last.fault.seconds ?? .infinity))
    }

    /// The next time at which something changes or comes without being asked for.
    func nextChange(after time: Double) -> Double? {
        var next: Double?
        for entry in entries {
            guard entry.fault.kind.isCondition || entry.fault.kind.isUnprompted,
                let began = start(of: entry)
            else { continue }
            for moment in [began, began + (entry.fault.seconds ?? .infinity)]
            where moment > time && moment.isFinite {
                next = min(next ?? .infinity, moment)
            }
        }
        return next
    }

    /// Lines and floods whose time has come.
    mutating func unprompted(at time: Double) -> [Strike] {
        var strikes: [Strike] = []
        for index in entries.indices where entries[index].fault.kind.isUnprompted {
            guard case .time(let from) = entries[index].fault.moment, from <= time,
                !entries[index].hasStruck
            else { continue }
            strikes.append(strike(index, at: time))
        }
        return strikes
    }

    private func current(_ condition: FaultKind, at time: Double) -> Fault? {
        entries.first { entry in
            guard entry.fault.kind == condition, let began = start(of: entry) else { return false }
            return began <= time && time < began + (entry.fault.seconds ?? .infinity)
        }?.fault
    }

    private func start(of entry: Entry) -> Double? {
        if case .time(let from) = entry.fault.moment { return from }
        return entry.began
    }

    private mutating func isDue(_ index: Int, request: String, at time: Double) -> Bool {
        let fault = entries[index].fault
        switch fault.moment {
        case .frame: return false
        case .time: return !fault.kind.isUnprompted && isDueByTime(index, at: time)
        case .request(let prefix, let number, let isRepeated):
            guard request.hasPrefix(prefix) else { return false }
            entries[index].matchCount += 1
            let count = entries[index].matchCount
            return isRepeated ? count >= number : count == number
        }
    }

    private func isDueByTime(_ index: Int, at time: Double) -> Bool {
        let entry = entries[index]
        guard case .time(let from) = entry.fault.moment, from <= time else { return false }
        if entry.fault.kind.isCondition { return !entry.hasStruck }
        guard let seconds = entry.fault.seconds else { return !entry.hasStruck }
        return time < from + seconds
    }

    private mutating func strike(_ index: Int, at time: Double) -> Strike {
        entries[index].hasStruck = true
        if entries[index].began == nil { entries[index].began = time }
        return Strike(kind: entries[index].fault.kind, argument: entries[index].fault.argument)
    }
}
