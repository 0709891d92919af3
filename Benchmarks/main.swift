import Glibc

setvbuf(stdout, nil, _IOLBF, 0)
print("machine at the start: \(Machine.text)")
try await ScratchFolder.use(in: "/tmp") { folder in
    try await SchedulerBenchmark.run(in: folder)
}
print("machine at the end: \(Machine.text)")
