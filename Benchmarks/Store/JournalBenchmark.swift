import Acquisition

/// How fast records reach the journal, and what the dose ledger costs.
enum JournalBenchmark {
    /// Prints one line for each measurement; writes into `folder`.
    static func run(in folder: String) throws {
        let written = try commits(in: folder, isDurable: false, count: 3000)
        let durable = try commits(in: folder, isDurable: true, count: 500)
        print("journal: one commit, written: \(written.text)")
        print("journal: one commit, durable: \(durable.text)")
        let microseconds = try ledgerSeconds(count: 20_000) * 1e6
        print("ledger: \(microseconds.rounded(places: 1)) us per exposure")
    }

    private static func commits(
        in folder: String, isDurable: Bool, count: Int
    ) throws -> Spread {
        let journal = try Journal(path: folder + "/journal-\(isDurable).sqlite")
        let times = try (0..<count).map { number in
            let batch = JournalBatch(
                intents: [
                    IntentRecord(
                        eventIndex: number, at: 1, position: "B2", channel: "nuclei",
                        light: "cyan", plannedSeconds: 0.1, plannedJoulesPerCm2: 0.2)
                ],
                frames: [
                    FrameRecord(
                        eventIndex: number, series: 0, t: number, c: 0, z: 0,
                        cameraFrame: Int64(number), width: 2048, height: 2048,
                        exposureSeconds: 0.1, startedAt: 1, wallTime: 1, checksum: 1)
                ])
            return try ContinuousClock().measure { try journal.write(batch, durable: isDurable) }
        }
        try journal.close()
        return Spread(times)
    }

    /// Seconds for one exposure asked for and booked, with the light of a 20x objective.
    private static func ledgerSeconds(count: Int) throws -> Double {
        var ledger = DoseLedger(budget: LightBudget(perPosition: 1e9, perCell: 1e9, run: 1e9))
        let area = IlluminatedArea.disc(squareCentimeters: 0.00709)
        let time = try ContinuousClock().measure {
            for number in 0..<count {
                let x = Double(number % 100) * 700
                let planned = PlannedExposure(
                    position: "A\(number % 100)", channel: "nuclei", light: "cyan",
                    xMicrometers: x, yMicrometers: 0, seconds: 0.1, joulesPerCm2: 0.1, area: area)
                guard ledger.refusal(for: planned) == nil else { continue }
                let record = ExposureRecord(
                    eventIndex: number, position: planned.position, channel: "nuclei",
                    light: "cyan", xMicrometers: x, yMicrometers: 0, at: 0, seconds: 0.1,
                    joulesPerCm2: 0.1, relativeUnits: 0, isUncertain: false)
                try ledger.book(record, area: area)
            }
        }
        return time.inSeconds / Double(count)
    }
}
