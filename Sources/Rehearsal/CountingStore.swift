package import Acquisition
import Synchronization

/// A store that remembers which planes there are and forgets their pixels, for long rehearsals.
package final class CountingStore: FrameStore {
    private let planes = Mutex<Set<PlaneAddress>>([])

    package init() {}

    package func write(
        _ pixels: UnsafeRawBufferPointer, series: Int, t: Int, c: Int, z: Int
    ) throws {
        let plane = PlaneAddress(series: series, t: t, c: c, z: z)
        let isNew = planes.withLock { $0.insert(plane).inserted }
        if !isNew {
            throw StorageError(
                "write", "plane \(plane)", .outOfRange("the plane is written already"))
        }
    }

    package func makeDurable() throws {}

    package func holds(series: Int, t: Int, c: Int, z: Int) throws -> Bool {
        planes.withLock { $0.contains(PlaneAddress(series: series, t: t, c: c, z: z)) }
    }

    package func finish(_ details: [PlaneDetail]) throws {}
}
