/// Memory that the primitives of one plan work in, one after the other.
final class Scratch {
    private var buffer: FloatBuffer?
    private var byteCount = 0

    /// Nil where nobody needs any.
    var pointer: UnsafeMutablePointer<Float>? { buffer?.pointer }

    /// Makes sure that there is so much; before the first primitive runs.
    func reserve(byteCount: Int) {
        guard byteCount > self.byteCount else { return }
        buffer = FloatBuffer(byteCount: byteCount)
        self.byteCount = byteCount
    }
}
