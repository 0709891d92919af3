import Dispatch
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

    /// Ticks since boot in which this machine's processors worked, and in which they wanted to but
    /// their host gave them to others.
    ///
    /// - Source: proc(5), /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal.
    static var ticks: (busy: Double, stolen: Double) {
        let fields = read("/proc/stat").split(separator: "\n").first?.split(separator: " ") ?? []
        let ticks = fields.dropFirst().compactMap { Double($0) }
        guard ticks.count >= 8 else { return (0, 0) }
        return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6], ticks[7])
    }

    /// How long ten hand-overs between two threads take, each time after a pause: what a program
    /// waits for the machine's other programs, whatever it does itself.
    static func handovers(count: Int) -> Spread {
        let (there, back) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        DispatchQueue(label: "other side").async {
            for _ in 0..<(5 * count) {
                there.wait()
                back.signal()
            }
        }
        return Spread(
            (0..<count).map { _ in
                usleep(10_000)
                return ContinuousClock().measure {
                    for _ in 0..<5 {
                        there.signal()
                        back.wait()
                    }
                }
            })
    }

    /// How late a thread wakes that wanted to sleep for 10 ms: the machine's own share in the tail
    /// of whatever waits for a device.
    static func lateness(count: Int) -> Spread {
        Spread(
            (0..<count).map { _ in
                ContinuousClock().measure { usleep(10_000) } - .milliseconds(10)
            })
    }

    private static func read(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
