/// Cuts a stream of bytes into lines.
struct LineFramer {
    /// No reply of any instrument is longer than this many bytes.
    static let capacity = 65_536

    private var bytes: [UInt8] = []

    /// More bytes have come than any reply has, without an end of line.
    var isEndless: Bool { bytes.count >= Self.capacity }

    mutating func append(_ more: [UInt8]) { bytes += more }

    /// The first complete line, without its terminator.
    mutating func next(endingWith terminator: [UInt8]) -> [UInt8]? {
        guard let last = terminator.last, bytes.count >= terminator.count else { return nil }
        var end = terminator.count - 1
        while end < bytes.count {
            let start = end + 1 - terminator.count
            if bytes[end] == last, bytes[start...end].elementsEqual(terminator) {
                let line = Array(bytes[..<start])
                bytes.removeFirst(end + 1)
                return line
            }
            end += 1
        }
        return nil
    }

    /// Everything that has arrived, complete or not.
    mutating func takeAll() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
