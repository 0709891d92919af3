/// A file in memory that libtiff reads and writes through callbacks.
final class TIFFMemory {
    /// The most that a snapshot may take; classic TIFF ends at 4 GiB.
    static let limit = Int(UInt32.max)

    private(set) var bytes: [UInt8] = []
    private var position = 0

    init(reserving byteCount: Int) { bytes.reserveCapacity(byteCount) }

    func write(_ source: UnsafeRawBufferPointer) -> Int {
        let end = position + source.count
        guard end <= Self.limit else { return -1 }
        if end > bytes.count {
            bytes.append(contentsOf: repeatElement(0, count: end - bytes.count))
        }
        bytes.withUnsafeMutableBytes { $0[position..<end].copyBytes(from: source) }
        position = end
        return source.count
    }

    func read(into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = max(min(target.count, bytes.count - position), 0)
        bytes.withUnsafeBytes { target.copyBytes(from: $0[position..<(position + count)]) }
        position += count
        return count
    }

    func seek(_ offset: Int, from origin: Int32) -> Int {
        let base =
            switch origin {
            case 1: position
            case 2: bytes.count
            default: 0
            }
        let (target, isTooLarge) = base.addingReportingOverflow(offset)
        guard !isTooLarge, (0...Self.limit).contains(target) else { return -1 }
        position = target
        return target
    }
}
