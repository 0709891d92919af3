import Foundation

/// The machine that the figures hold for, and what else it had to do.
enum Machine {
    /// One line: processors, and the load averages of 1, 5 and 15 minutes.
    static var text: String {
        let load = read("/proc/loadavg").split(separator: " ").prefix(3).joined(separator: " ")
        let model =
            read("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }?
            .split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown processor"
        let count = ProcessInfo.processInfo.processorCount
        return "\(count) x \(model); load average \(load)"
    }

    /// How long work of `processorTime` takes from its start to its end, each time after a pause:
    /// what a program waits for the machine's other programs, whatever it does itself.
    static func waits(of processorTime: Duration, count: Int) -> Spread {
        Spread(
            (0..<count).map { _ in
                usleep(10_000)
                return ContinuousClock().measure {
                    let end = threadTime() + processorTime
                    while threadTime() < end {}
                }
            })
    }

    private static func threadTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private static func read(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
