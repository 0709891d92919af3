/// An intent as bytes: numbers of 8 bytes, least one first, and words after their length.
///
/// Written by hand because the light waits for it, and read by hand because it stands in a file that
/// may hold anything.
enum IntentBytes {
    static func write(_ intent: IntentRecord) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        append(UInt64(bitPattern: Int64(intent.eventIndex)), to: &bytes)
        append(intent.at.bitPattern, to: &bytes)
        append(intent.plannedSeconds.bitPattern, to: &bytes)
        append(intent.plannedJoulesPerCm2 == nil ? 0 : 1, to: &bytes)
        append((intent.plannedJoulesPerCm2 ?? 0).bitPattern, to: &bytes)
        for word in [intent.position, intent.channel, intent.light] {
            append(UInt64(word.utf8.count), to: &bytes)
            bytes += word.utf8
        }
        return bytes
    }

    /// `nil` where `bytes` are no intent, or more than one.
    static func read(_ bytes: [UInt8]) -> IntentRecord? {
        var rest = bytes[...]
        guard let event = number(&rest), let at = number(&rest), let seconds = number(&rest),
            let isCalibrated = number(&rest), isCalibrated < 2, let dose = number(&rest),
            let position = word(&rest), let channel = word(&rest), let light = word(&rest),
            rest.isEmpty
        else { return nil }
        return IntentRecord(
            eventIndex: Int(Int64(bitPattern: event)), at: Double(bitPattern: at),
            position: position, channel: channel, light: light,
            plannedSeconds: Double(bitPattern: seconds),
            plannedJoulesPerCm2: isCalibrated == 1 ? Double(bitPattern: dose) : nil)
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        guard rest.count >= 8 else { return nil }
        defer { rest = rest.dropFirst(8) }
        return rest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func word(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard let length = number(&rest), length <= UInt64(rest.count) else { return nil }
        defer { rest = rest.dropFirst(Int(length)) }
        return String(validating: rest.prefix(Int(length)), as: UTF8.self)
    }
}
