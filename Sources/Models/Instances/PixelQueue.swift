/// Pixels in the order of their values; of equal ones the first that came is the first to leave.
///
/// A heap with four children a node, whose keys hold the value above the order of arrival. It
/// borrows its memory, so that nothing is allocated or checked while it works.
struct PixelQueue {
    private let heap: UnsafeMutablePointer<UInt64>
    /// The place of each pixel, by order of arrival.
    private let places: UnsafeMutablePointer<Int32>
    private let capacity: Int
    private var waitingCount = 0
    private var arrivedCount = 0

    /// Hands `body` an empty queue that no more than `capacity` pixels may ever enter.
    static func using(capacity: Int, _ body: (inout PixelQueue) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: capacity) { heap in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: capacity) { places in
                guard let heap = heap.baseAddress, let places = places.baseAddress else { return }
                var queue = PixelQueue(heap: heap, places: places, capacity: capacity)
                body(&queue)
            }
        }
    }

    private init(
        heap: UnsafeMutablePointer<UInt64>, places: UnsafeMutablePointer<Int32>, capacity: Int
    ) {
        self.heap = heap
        self.places = places
        self.capacity = capacity
    }

    mutating func insert(place: Int, value: Float) {
        precondition(arrivedCount < capacity, "each pixel enters once")
        let item = UInt64(FloatOrder.key(value)) << 32 | UInt64(truncatingIfNeeded: arrivedCount)
        places[arrivedCount] = Int32(truncatingIfNeeded: place)
        arrivedCount &+= 1
        var node = waitingCount
        waitingCount &+= 1
        while node > 0 {
            let parent = (node &- 1) &>> 2
            guard item < heap[parent] else { break }
            heap[node] = heap[parent]
            node = parent
        }
        heap[node] = item
    }

    mutating func removeFirst() -> Int? {
        guard waitingCount > 0 else { return nil }
        let first = heap[0]
        waitingCount &-= 1
        if waitingCount > 0 { sink(heap[waitingCount]) }
        return Int(places[Int(first & 0xFFFF_FFFF)])
    }

    /// Puts `item` where the root was missing.
    private func sink(_ item: UInt64) {
        var node = 0
        while true {
            let child = 4 &* node &+ 1
            guard child < waitingCount else { break }
            var smallest = child
            var least = heap[child]
            let end = min(child &+ 4, waitingCount)
            var other = child &+ 1
            while other < end {
                if heap[other] < least {
                    least = heap[other]
                    smallest = other
                }
                other &+= 1
            }
            guard least < item else { break }
            heap[node] = least
            node = smallest
        }
        heap[node] = item
    }
}
