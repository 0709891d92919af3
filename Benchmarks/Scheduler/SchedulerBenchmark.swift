/// What the program adds to each event beyond the time of the devices.
enum SchedulerBenchmark {
    private static let repetitions = 5
    private static let limit = "limit 1 ms at p99"

    /// Prints one line for each measurement.
    static func run(in folder: String) async throws {
        let drivers = try await spread { _ in
            let run = try await InstantRun()
            try await run.driveWithoutRunner(events: 1000)
            return run.camera.gaps
        }
        print("events: drivers alone: \(drivers.single.text)")
        for isOnDisk in [true, false] {
            let place = isOnDisk ? "journal on disk" : "journal in memory"
            var preparations: [Spread] = []
            let paced = try await spread { number in
                let run = try await InstantRun(exposure: .milliseconds(10))
                let path = isOnDisk ? "\(folder)/paced-\(number).sqlite" : nil
                try await run.run(loops: 50, journalPath: path)
                preparations.append(Spread(run.camera.preparations))
                return run.camera.gaps
            }
            print("events: 400, exposures of 10 ms, \(place): \(paced.single.text) (\(limit))")
            print(
                "events: each one's median of \(repetitions) runs: \(paced.typical.text) (\(limit))"
            )
            print("events: of which after the choice: \(Spread(medianOf: preparations).text)")
            let rushed = try await spread { number in
                let run = try await InstantRun()
                let path = isOnDisk ? "\(folder)/rushed-\(number).sqlite" : nil
                try await run.run(loops: 250, journalPath: path)
                return run.camera.periods
            }
            print("events: 2000, exposures of no time, \(place): \(rushed.single.text) (\(limit))")
            print(
                "events: each one's median of \(repetitions) runs: \(rushed.typical.text) (\(limit))"
            )
        }
        let handovers = Machine.handovers(count: 400)
        print("events: peer, 10 hand-overs between two threads: \(handovers.text)")
        let lateness = Machine.lateness(count: 400)
        print("events: peer, how late a sleep of 10 ms ends: \(lateness.text)")
    }

    /// The spread of single events, and that of each event's median over the repetitions: what the
    /// program itself does to an event comes back each time, what the machine does to it does not.
    private static func spread(
        _ measure: (_ repetition: Int) async throws -> [Duration]
    ) async throws -> (single: Spread, typical: Spread) {
        var runs: [[Duration]] = []
        for repetition in 0..<repetitions { runs.append(try await measure(repetition)) }
        let count = runs.map(\.count).min() ?? 0
        let typical = (0..<count).map { event in Spread(runs.map { $0[event] }).median }
        return (Spread(medianOf: runs.map { Spread($0) }), Spread(typical))
    }
}
