import Dispatch

/// Runs the jobs of one actor, one after the other, on a thread that may block.
///
/// Calls that wait for a wire never run on the cooperative pool, which has as many threads as the
/// machine has cores.
final class BlockingExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
