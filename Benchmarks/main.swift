print("machine at the start: \(Machine.text)")
let before = Machine.ticks
// All of them, or those that are named.
let wanted = Set(CommandLine.arguments.dropFirst())
func isWanted(_ name: String) -> Bool { wanted.isEmpty || wanted.contains(name) }
try await ScratchFolder.use(in: "/tmp") { folder in
    if isWanted("events") { try await SchedulerBenchmark.run(in: folder) }
    if isWanted("camera") { try await CameraBenchmark.run() }
    if isWanted("store") { try StoreBenchmark.run(in: folder) }
    if isWanted("journal") { try JournalBenchmark.run(in: folder) }
    if isWanted("rendering") { RenderingBenchmark.run() }
    if isWanted("networks") { try NetworkBenchmark.run(in: folder) }
    if isWanted("training") { try TrainingStepBenchmark.run() }
    if isWanted("resolution") { try ResolutionBenchmark.run(in: folder) }
}
let after = Machine.ticks
let (busy, stolen) = (after.busy - before.busy, after.stolen - before.stolen)
let share = (100 * stolen / max(busy + stolen, 1)).rounded(places: 1)
print("machine at the end: \(Machine.text); its host took \(share) % of the busy time")
