/// The networks of a run with where they compute and where their images go.
package struct RunNetworks: Sendable {
    package var worker: any FrameNetworks
    /// `nil` keeps no images.
    package var images: DerivedImages?
    /// Where networks compute and write; `nil` keeps that on the run's own executor, as a
    /// simulation must.
    package var executor: (any TaskExecutor)?

    package init(
        _ worker: any FrameNetworks, images: DerivedImages? = nil,
        executor: (any TaskExecutor)? = nil
    ) {
        self.worker = worker
        self.images = images
        self.executor = executor
    }

    // Not the runner's own work: nothing of it may ever queue behind a network.

    func look(
        _ indices: [Int], at frame: AcquiredFrame
    ) async -> [Result<NetworkFinding, any Error>] {
        await withTaskExecutorPreference(executor) { await worker.look(indices, at: frame) }
    }

    func keep(
        _ finding: NetworkFinding, of index: Int, channel: String, at plane: PlaneAddress
    ) async throws {
        guard let images else { return }
        try await withTaskExecutorPreference(executor) {
            try await images.write(finding, of: index, channel: channel, at: plane)
        }
    }

    func finishImages() async throws {
        guard let images else { return }
        try await withTaskExecutorPreference(executor) { try await images.finish() }
    }
}
