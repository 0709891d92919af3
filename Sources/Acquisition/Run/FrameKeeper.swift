import Hardware

/// Where frames go: the OME-Zarr store of a run, or nothing at all in a rehearsal that only counts.
package protocol FrameStore: Sendable {
    /// Writes one plane, so that it survives the process.
    func write(
        _ pixels: UnsafeRawBufferPointer, series: Int, t: Int, c: Int, z: Int
    ) throws

    /// Makes all planes written so far survive a power cut.
    func makeDurable() throws

    /// Whether the plane was ever written.
    func holds(series: Int, t: Int, c: Int, z: Int) throws -> Bool

    /// Completes the metadata of a run that ended.
    func finish(_ details: [PlaneDetail]) throws
}

extension ImageStore: FrameStore {
    package func holds(series: Int, t: Int, c: Int, z: Int) -> Bool {
        hasPlane(series: series, t: t, c: c, z: z)
    }
}

/// Keeps what waits for the disk to one task at a time, away from what writes the journal.
actor FrameKeeper {
    private let store: any FrameStore

    init(_ store: any FrameStore) { self.store = store }

    func write(_ frame: Frame, of step: Step) throws {
        try frame.pixels.withBytes {
            try store.write($0, series: step.series, t: step.t, c: step.c, z: step.z)
        }
    }

    func makeDurable() throws { try store.makeDurable() }

    func makeDurable(_ journal: Journal) throws { try journal.makeDurable() }

    func holds(_ frame: FrameRecord) throws -> Bool {
        try store.holds(series: frame.series, t: frame.t, c: frame.c, z: frame.z)
    }

    func finish(_ details: [PlaneDetail]) throws { try store.finish(details) }
}
