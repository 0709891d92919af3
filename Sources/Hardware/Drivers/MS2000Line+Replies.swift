extension MS2000Line {
    static let dialect = LineDialect(
        requestEnd: [0x0D], replyEnd: [0x0D, 0x0A], timeout: timeout,
        probes: [
            LineDialect.Probe("V") {
                $0.hasPrefix(":A ") && $0.dropFirst(3).contains(where: \.isLetter)
            },
            LineDialect.Probe("UM X?") { reply in
                if case .value = assignment(reply, "X"), !reply.hasSuffix(" :A") {
                    true
                } else {
                    false
                }
            },
        ])

    static func acknowledgement(_ reply: String) -> Reply<Bool> {
        reply.trimmingSpaces == ":A" ? .value(true) : misfit(reply)
    }

    /// What follows `:A` in a reply of values.
    static func payload(_ reply: String) -> Substring? {
        guard reply.hasPrefix(":A ") else { return nil }
        return reply.dropFirst(3).trimmingSpaces
    }

    /// The number that `reply` assigns to `axis`; the controller has three ways to say so.
    static func assignment(_ reply: String, _ axis: String) -> Reply<Double> {
        var text = reply.trimmingSpaces
        if text.hasPrefix(":A ") {
            text = text.dropFirst(3)
        } else if text.hasSuffix(" :A") {
            text = text.dropLast(3)
        } else if text.hasPrefix(":\(axis)="), text.hasSuffix(" A") {
            text = text.dropFirst().dropLast(2)
        } else if text.hasPrefix(":\(axis)=") {
            text = text.dropFirst()
        } else if !text.hasPrefix("\(axis)=") {
            return misfit(reply)
        }
        text = text.trimmingSpaces
        guard text.hasPrefix("\(axis)="), let number = number(text.dropFirst(axis.count + 1)) else {
            return .malformed
        }
        return .value(number)
    }

    /// A refusal in words where `reply` is one.
    static func misfit<Value>(_ reply: String) -> Reply<Value> {
        let text = reply.trimmingSpaces
        guard text.hasPrefix(":N-"), let code = Int(text.dropFirst(3)) else { return .malformed }
        return .refused("\(text) (\(meaning(of: code)))")
    }

    /// A finite number in decimal digits.
    static func number(_ text: some StringProtocol) -> Double? {
        let isPlain = text.utf8.allSatisfy { "0123456789+-.".utf8.contains($0) }
        guard isPlain, let number = Double(text), number.isFinite else { return nil }
        return number
    }

    private static func meaning(of code: Int) -> String {
        switch code {
        case 1: "unknown command"
        case 2: "unknown axis"
        case 3: "missing parameter"
        case 4: "parameter out of range"
        case 5: "operation failed"
        case 6: "malformed command"
        case 7: "no such card"
        case 21: "halted"
        default: "code \(code)"
        }
    }
}

extension StringProtocol where SubSequence == Substring {
    /// Without the spaces that firmware versions differ in.
    var trimmingSpaces: Substring {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
