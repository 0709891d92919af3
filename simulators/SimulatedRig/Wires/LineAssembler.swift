/// Gathers bytes into request lines, as an instrument's input buffer does.
struct LineAssembler: Sendable {
    /// A longer line than any command is thrown away up to its end.
    private static let longestLine = 255

    private let terminators: [UInt8]
    private var bytes: [UInt8] = []
    private var isOverlong = false
    private var lastTerminator: UInt8?

    init(terminators: [UInt8]) {
        self.terminators = terminators
    }

    /// Takes one byte; returns a line when this byte ends one.
    ///
    /// A pair of two different terminators ends one line, not two.
    mutating func take(_ byte: UInt8) -> String? {
        guard terminators.contains(byte) else {
            lastTerminator = nil
            // A line feed before a command is what is left of a host's CR LF.
            if byte == 0x0A && bytes.isEmpty { return nil }
            if bytes.count < Self.longestLine { bytes.append(byte) } else { isOverlong = true }
            return nil
        }
        if bytes.isEmpty, let last = lastTerminator, last != byte {
            lastTerminator = nil
            return nil
        }
        lastTerminator = byte
        defer {
            bytes.removeAll(keepingCapacity: true)
            isOverlong = false
        }
        return isOverlong ? "?" : String(decoding: bytes, as: UTF8.self)
    }
}
