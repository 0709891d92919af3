/// One suspended task and when it is to wake.
struct Sleeper {
    let wake: Duration
    let id: UInt64
    let resume: CheckedContinuation<Void, any Error>

    /// Earlier first; among equals, who slept first.
    func precedes(_ other: Sleeper) -> Bool {
        (wake, id) < (other.wake, other.id)
    }
}

/// The sleepers of a simulation, earliest first.
struct SleeperHeap {
    private var heap: [Sleeper] = []

    mutating func insert(_ sleeper: Sleeper) {
        heap.append(sleeper)
        siftUp(heap.count - 1)
    }

    mutating func popEarliest() -> Sleeper? {
        guard !heap.isEmpty else { return nil }
        return remove(at: 0)
    }

    /// Removes the sleeper `id`; `nil` when it has woken already.
    mutating func remove(id: UInt64) -> Sleeper? {
        heap.firstIndex { $0.id == id }.map { remove(at: $0) }
    }

    private mutating func remove(at index: Int) -> Sleeper {
        heap.swapAt(index, heap.count - 1)
        let removed = heap.removeLast()
        if index < heap.count {
            siftDown(index)
            siftUp(index)
        }
        return removed
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].precedes(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].precedes(heap[least]) {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
