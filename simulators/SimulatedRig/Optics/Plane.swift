/// A picture of floats that is reused from frame to frame.
final class Plane {
    private(set) var width = 0
    private(set) var height = 0
    private(set) var base: UnsafeMutablePointer<Float>
    private var capacity: Int

    init(width: Int = 0, height: Int = 0) {
        capacity = max(width * height, 1)
        base = .allocate(capacity: capacity)
        base.initialize(repeating: 0, count: capacity)
        self.width = width
        self.height = height
    }

    deinit {
        base.deallocate()
    }

    var count: Int { width * height }

    /// Takes a new size; memory is only taken when the old does not suffice. Contents are undefined.
    func resize(width: Int, height: Int) {
        self.width = width
        self.height = height
        guard width * height > capacity else { return }
        base.deallocate()
        capacity = width * height
        base = .allocate(capacity: capacity)
        base.initialize(repeating: 0, count: capacity)
    }

    func fill(_ value: Float) {
        base.update(repeating: value, count: count)
    }

    @inline(__always)
    func row(_ y: Int) -> UnsafeMutablePointer<Float> {
        base + y * width
    }
}
