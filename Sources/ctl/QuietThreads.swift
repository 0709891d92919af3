import Glibc

/// Keeps the threads of networks from spinning while they wait.
///
/// GNU OpenMP, which oneDNN computes with, reads `OMP_WAIT_POLICY` once, when it is loaded. Without
/// it, threads that wait for work take the processors from the acquisition. So a command that runs
/// networks starts this program anew, in the same process, with the variable set.
///
/// The new start also asks for large pages, and for memory that stays with the program: else what one
/// frame has needed goes back to the system, which clears it again for the next.
///
/// - Source: GCC's libgomp manual, `OMP_WAIT_POLICY` and `GOMP_SPINCOUNT`; the GNU C library's
///   manual, Memory Allocation Tunables.
enum QuietThreads {
    static let policy = "OMP_WAIT_POLICY"
    private static let memory = "GLIBC_TUNABLES"
    /// Large pages; one heap for all threads, no mapping beside it, and up to 1 GB free at its end.
    private static let memoryKept =
        "glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1:glibc.malloc.mmap_max=0"
        + ":glibc.malloc.trim_threshold=1073741824"
    /// Set before the new start, so that there is no second one.
    static let marker = "TARSIER_QUIET_THREADS"

    /// Whether the program must be started anew in an environment with these values.
    static func isNeeded(policy: String?, marker: String?) -> Bool {
        policy == nil && marker == nil
    }

    /// Returns where threads wait quietly already, or where a user wants them otherwise.
    ///
    /// To be called before anything else: what has begun is lost.
    static func ensure() {
        guard isNeeded(policy: value(of: Self.policy), marker: value(of: Self.marker)),
            setenv(Self.marker, "1", 1) == 0, setenv(Self.policy, "passive", 1) == 0
        else { return }
        if value(of: Self.memory) == nil { setenv(Self.memory, Self.memoryKept, 1) }
        // Only returns where it fails; then the networks run as well, only less quietly.
        execv("/proc/self/exe", CommandLine.unsafeArgv)
    }

    private static func value(of name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
