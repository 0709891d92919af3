internal import Glibc

/// Numbers in memory that a network works on: aligned to 64 bytes, 0 at first, never moved.
final class FloatBuffer {
    let count: Int
    let pointer: UnsafeMutablePointer<Float>
    /// Whose memory it is, where it is part of another.
    private let owner: FloatBuffer?

    init(count: Int) {
        self.count = count
        let byteCount = max((count * MemoryLayout<Float>.stride + 63) / 64 * 64, 64)
        guard let memory = aligned_alloc(64, byteCount) else {
            fatalError("no memory for \(byteCount) bytes")
        }
        memset(memory, 0, byteCount)
        pointer = memory.bindMemory(to: Float.self, capacity: byteCount / 4)
        owner = nil
    }

    /// `count` numbers of `owner` from `offset` on.
    init(partOf owner: FloatBuffer, offset: Int, count: Int) {
        precondition(offset >= 0 && offset + count <= owner.count, "a part of the whole")
        self.count = count
        pointer = owner.pointer + offset
        self.owner = owner
    }

    convenience init(byteCount: Int) { self.init(count: (byteCount + 3) / 4) }

    convenience init(_ values: [Float]) {
        self.init(count: values.count)
        for (index, value) in values.enumerated() { pointer[index] = value }
    }

    deinit { if owner == nil { free(pointer) } }

    var array: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

    func fill(_ value: Float) { pointer.update(repeating: value, count: count) }

    func copy(_ values: [Float]) {
        precondition(values.count == count, "as many numbers as there is room for")
        values.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            pointer.update(from: base, count: count)
        }
    }

    /// Takes the first numbers of `other`; either may have room for more.
    func copy(_ other: FloatBuffer, count: Int) {
        precondition(count <= self.count && count <= other.count, "no more than there is room for")
        pointer.update(from: other.pointer, count: count)
    }

    func add(_ other: FloatBuffer, count: Int) {
        precondition(count <= self.count && count <= other.count, "no more than there is room for")
        let (mine, theirs) = (pointer, other.pointer)
        for index in 0..<count { mine[index] += theirs[index] }
    }

    /// In one pass over all of them.
    func take(sumOf first: FloatBuffer, _ second: FloatBuffer, count: Int) {
        precondition(
            count <= min(self.count, first.count, second.count), "no more than there is room for")
        let (one, other, sum) = (first.pointer, second.pointer, pointer)
        SideBySide.shares(of: count, least: 1 << 16) { numbers in
            for index in numbers { sum[index] = one[index] + other[index] }
        }
    }

    /// Adds numbers of ``Layout/Number/bfloat16``, two in the place of a float; sums are rounded to
    /// the nearest, to the even one of two.
    func addHalves(_ other: FloatBuffer, floatCount: Int) {
        precondition(
            floatCount <= count && floatCount <= other.count, "no more than there is room for")
        let halves = 2 * floatCount
        pointer.withMemoryRebound(to: UInt16.self, capacity: halves) { mine in
            other.pointer.withMemoryRebound(to: UInt16.self, capacity: halves) { theirs in
                for index in 0..<halves {
                    let sum =
                        Float(bitPattern: UInt32(mine[index]) << 16)
                        + Float(bitPattern: UInt32(theirs[index]) << 16)
                    let bits = sum.bitPattern
                    mine[index] = UInt16(
                        truncatingIfNeeded: (bits &+ 0x7fff &+ (bits >> 16 & 1)) >> 16)
                }
            }
        }
    }
}
