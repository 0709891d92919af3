import Hardware

extension Runner {
    /// Runs the networks that are due for a frame, turn after turn.
    ///
    /// Never waited for with light on, and never what ends a run: where too many frames wait behind
    /// this one its networks are skipped and counted; a network that fails is recorded, and after
    /// three failures not asked again.
    ///
    /// - Returns: What each network found, by its name.
    func look(at arrived: ArrivedFrame) async throws -> [String: NetworkFinding] {
        guard let networks else { return [:] }
        var findings: [String: NetworkFinding] = [:]
        let due = networks.worker.networks.indices.filter {
            networks.worker.networks[$0].isDue(for: arrived.frame) && !tallies[$0].isOff
        }
        for turn in networks.worker.turns(of: due, at: arrived.frame) {
            if unseen.count <= settings.networkQueueCapacity {
                try await look(turn, networks, at: arrived, &findings)
            } else {
                for index in turn {
                    tallies[index].skipped()
                    try await record(.skipped, of: index, at: arrived.frame)
                }
            }
        }
        return findings
    }

    private func look(
        _ turn: [Int], _ networks: RunNetworks, at arrived: ArrivedFrame,
        _ findings: inout [String: NetworkFinding]
    ) async throws {
        let began = clock.now
        let answers = await networks.look(turn, at: arrived.frame)
        // Virtual time stands still while a rehearsal computes.
        if settings.networkSeconds > .zero {
            try await clock.sleep(for: settings.networkSeconds * turn.count)
        }
        let latency = (clock.now - began) / clock.speed
        for (index, answer) in zip(turn, answers) {
            let network = networks.worker.networks[index]
            switch answer {
            case .success(let finding):
                tallies[index].looked()
                try await record(.result, of: index, at: arrived.frame, finding, latency: latency)
                await keep(finding, of: index, networks, at: arrived)
                findings[network.name] = finding
            case .failure(let error as CancellationError) where Task.isCancelled: throw error
            case .failure(let error):
                try await fail(index, network, describe(error), arrived.frame)
            }
        }
    }

    private func fail(
        _ index: Int, _ network: FrameNetwork, _ reason: String, _ frame: AcquiredFrame
    ) async throws {
        tallies[index].failed()
        try await record(.failed, of: index, at: frame, reason: reason)
        guard tallies[index].isOff else { return }
        try await recorder.note(
            "\(network.name) failed \(NetworkTally.mostFailures) times and is off for the rest of "
                + "the run: \(reason)",
            severity: .major, at: now)
    }

    /// Puts the images on the disk; what cannot be kept is told once and not tried again.
    private func keep(
        _ finding: NetworkFinding, of index: Int, _ networks: RunNetworks, at arrived: ArrivedFrame
    ) async {
        guard keepsNetworkImages else { return }
        do {
            try await networks.keep(
                finding, of: index, channel: arrived.frame.channel, at: arrived.plane)
        } catch { await giveImagesUp(error) }
    }

    /// Makes the images durable when the last frame has been looked at.
    func finishImages() async {
        guard let networks, keepsNetworkImages else { return }
        do { try await networks.finishImages() } catch { await giveImagesUp(error) }
    }

    private func giveImagesUp(_ error: any Error) async {
        keepsNetworkImages = false
        // The run needs neither the images nor this note; the frames have a store of their own.
        try? await recorder.note(
            "images of networks are no longer kept: \(describe(error))", severity: .minor, at: now)
    }

    private func record(
        _ outcome: NetworkRecord.Outcome, of index: Int, at frame: AcquiredFrame,
        _ finding: NetworkFinding? = nil, latency: Duration? = nil, reason: String? = nil
    ) async throws {
        guard let network = networks?.worker.networks[index] else { return }
        let record = NetworkRecord(
            eventIndex: frame.eventIndex, at: now.inSeconds, position: frame.positionName,
            channel: frame.channel, network: network.name, hash: network.shortHash,
            outcome: outcome, latencySeconds: latency?.inSeconds,
            skippedCount: tallies[index].skippedCount,
            uncertainty: finding?.numbers[NetworkFinding.uncertainty],
            numbers: try JSONText.encode(finding?.numbers ?? [:]), verdict: finding?.verdict,
            reason: reason)
        try await recorder.record(record, finding)
    }
}
