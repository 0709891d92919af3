/// One fault of a script: which device, what, and when.
///
/// Written `DEVICE:KIND[=ARGUMENT][@WHEN][+SECONDS]`, where `WHEN` is rig time in seconds,
/// `req:PREFIX#N` for the N-th request that begins so, or `frame:N`. `#N+` means from the N-th on.
package struct Fault: Equatable, Sendable {
    /// When a fault strikes.
    package enum Moment: Equatable, Sendable {
        case time(Double)
        case request(prefix: String, number: Int, isRepeated: Bool)
        case frame(Int)
    }

    package var device: FaultDevice
    package var kind: FaultKind
    package var argument: String?
    package var moment: Moment
    /// How long it lasts or goes on happening; `nil`: a condition for ever, anything else once.
    package var seconds: Double?

    /// Reads a fault as it is written on the command line.
    package init(_ text: String) throws(SettingsError) {
        func bad(_ reason: String) -> SettingsError {
            SettingsError("fault \"\(text)\": \(reason)")
        }
        guard let colon = text.firstIndex(of: ":") else {
            throw bad("begin with stage:, engine: or camera:, e.g. stage:silence@120")
        }
        let what = text[text.index(after: colon)...]
        guard let device = FaultDevice(rawValue: String(text[..<colon])) else {
            throw bad("\"\(text[..<colon])\" is not one of stage, engine, camera")
        }
        let at = what.firstIndex(of: "@") ?? what.endIndex
        let head = what[..<at].split(separator: "=", maxSplits: 1)
        guard let name = head.first, let kind = FaultKind(rawValue: String(name)) else {
            let names = FaultKind.allCases.filter { $0.devices.contains(device) }.map(\.rawValue)
            throw bad("write one of \(names.joined(separator: ", ")) after the colon")
        }
        guard kind.devices.contains(device) else {
            throw bad("\(kind.rawValue) does not happen to the \(device.rawValue)")
        }
        self.device = device
        self.kind = kind
        argument = head.count > 1 ? String(head[1]) : nil
        if let argument, kind == .late || kind == .flood, !((Double(argument) ?? -1) > 0) {
            throw bad("\"\(argument)\" is not a number above 0")
        }
        let when = at == what.endIndex ? "" : what[what.index(after: at)...]
        (moment, seconds) = try Self.moment(String(when), bad)
        guard kind.isOfFrames || !moment.isFrame else {
            throw bad("\(kind.rawValue) befalls requests, not frames; write @req:PREFIX#N")
        }
    }

    private static func moment(
        _ text: String, _ bad: (String) -> SettingsError
    ) throws(SettingsError) -> (Moment, Double?) {
        if text.hasPrefix("req:") { return (try request(text.dropFirst(4), bad), nil) }
        if text.hasPrefix("frame:") {
            guard let number = Int(text.dropFirst(6)), number > 0 else {
                throw bad("write a frame number from 1 on after frame:")
            }
            return (.frame(number), nil)
        }
        let parts = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let start = parts.first.map(String.init) ?? ""
        guard let from = start.isEmpty ? 0 : Double(start), from.isFinite, from >= 0 else {
            throw bad("\"\(start)\" is not a time in seconds, nor req:PREFIX, nor frame:N")
        }
        guard parts.count > 1 else { return (.time(from), nil) }
        // `@5+` without a number: from then on, for ever.
        guard !parts[1].isEmpty else { return (.time(from), .infinity) }
        guard let length = Double(parts[1]), length > 0 else {
            throw bad("\"\(parts[1])\" is not a length in seconds")
        }
        return (.time(from), length)
    }

    private static func request(
        _ text: Substring, _ bad: (String) -> SettingsError
    ) throws(SettingsError) -> Moment {
        var prefix = text
        var number = 1
        var isRepeated = false
        if let hash = text.lastIndex(of: "#") {
            prefix = text[..<hash]
            var count = text[text.index(after: hash)...]
            isRepeated = count.hasSuffix("+")
            if isRepeated { count.removeLast() }
            guard let value = Int(count), value > 0 else {
                throw bad("write a number from 1 on after #")
            }
            number = value
        }
        if prefix.count >= 2 && prefix.hasPrefix("\"") && prefix.hasSuffix("\"") {
            prefix = prefix.dropFirst().dropLast()
        }
        return .request(prefix: prefix.uppercased(), number: number, isRepeated: isRepeated)
    }
}

extension Fault.Moment {
    var isFrame: Bool {
        if case .frame = self { return true }
        return false
    }
}
