import Dispatch

/// A thread of its own for blocking file work, as a run has one.
final class FileThread: TaskExecutor {
    private let queue = DispatchQueue(label: "files", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
