print("machine at the start: \(Machine.text)")
try await ScratchFolder.use(in: "/tmp") { folder in
    try await SchedulerBenchmark.run(in: folder)
    try await CameraBenchmark.run()
    try StoreBenchmark.run(in: folder)
    try JournalBenchmark.run(in: folder)
}
RenderingBenchmark.run()
print("machine at the end: \(Machine.text)")
