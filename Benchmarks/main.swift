print("machine at the start: \(Machine.text)")
let before = Machine.ticks
try await ScratchFolder.use(in: "/tmp") { folder in
    try await SchedulerBenchmark.run(in: folder)
    try await CameraBenchmark.run()
    try StoreBenchmark.run(in: folder)
    try JournalBenchmark.run(in: folder)
}
RenderingBenchmark.run()
try await ScratchFolder.use(in: "/tmp") { try NetworkBenchmark.run(in: $0) }
let after = Machine.ticks
let (busy, stolen) = (after.busy - before.busy, after.stolen - before.stolen)
let share = (100 * stolen / max(busy + stolen, 1)).rounded(places: 1)
print("machine at the end: \(Machine.text); its host took \(share) % of the busy time")
