import Glibc
import Synchronization

/// A process of its own that darkens the instrument when this one dies or is stuck.
///
/// It is started before anything can emit, inherits the lines of everything that emits or moves,
/// and is tied to us by a socket: when that ends, or a heartbeat is missed, it writes the "off"
/// bytes. It is a safeguard against crashes, not a safety device.
package final class LightGuard: Sendable {
    /// A line and what makes the devices on it dark and still.
    package struct Line: Sendable {
        package var descriptor: Int32
        package var offBytes: [UInt8]

        package init(descriptor: Int32, offBytes: [UInt8]) {
            self.descriptor = descriptor
            self.offBytes = offBytes
        }
    }

    /// How long the guard waits for a heartbeat.
    package static let patience = Duration.seconds(2)

    /// The process identifier, for messages and tests.
    package let process: Int32
    /// -1 once released.
    private let socket: Mutex<Int32>

    /// Starts the guard and waits until it is ready.
    ///
    /// - Parameter program: The path of `tarsier-guard`; by default beside this executable.
    package init(
        lines: [Line], program: String? = nil, patience: Duration = patience
    ) throws(DeviceError) {
        guard let program = program ?? Self.programBesideUs else {
            throw Self.failure(
                "start", .refused("tarsier-guard is missing beside this program; build it too"))
        }
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else {
            throw Self.failure("start", .system(errno: errno))
        }
        let (ours, theirs) = (pair[0], pair[1])
        do throws(DeviceError) {
            // Only the guard may hold its end, or we would never see it die.
            defer { close(theirs) }
            process = try Self.spawn(
                program, patience: patience, lines: lines, standardInput: theirs)
        } catch {
            close(ours)
            throw error
        }
        do throws(DeviceError) {
            try Self.waitUntilReady(ours)
        } catch {
            close(ours)
            // It is ours, whatever it does, and must not hold the lines.
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
            throw error
        }
        socket = Mutex(ours)
    }

    deinit { release() }

    /// Whether the guard watches; where it does not, nothing may emit.
    package var isAlive: Bool {
        socket.withLock { socket in
            guard socket >= 0 else { return false }
            var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            // The guard never writes after it is ready: whatever there is, is its end.
            return poll(&entry, 1, 0) == 0
        }
    }

    /// Tells the guard that the run's loop is alive; the next beat must come within 2 s.
    ///
    /// Called from the loop itself: a timer would beat for a dead heart.
    package func beat() { send("b") }

    /// Tells the guard that nothing emits and no beat will come for a while.
    package func rest() { send("r") }

    /// Ends the guard, which leaves everything dark, and waits for at most a second for it.
    package func release() {
        send("q")
        let socket = socket.withLock { socket in
            defer { socket = -1 }
            return socket
        }
        guard socket >= 0 else { return }
        // Its end closes the socket; then there is nothing left but its exit status to collect.
        var entry = pollfd(fd: socket, events: 0, revents: 0)
        poll(&entry, 1, 1000)
        close(socket)
        var status: Int32 = 0
        for _ in 0..<100 where waitpid(process, &status, WNOHANG) == 0 { usleep(1000) }
    }

    private func send(_ letter: Character) {
        guard var byte = letter.asciiValue else { return }
        socket.withLock { socket in
            guard socket >= 0 else { return }
            // A guard that does not take the byte is dead or full of beats; `isAlive` tells.
            _ = Glibc.send(
                socket, &byte, 1, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
        }
    }

    /// The descriptor that ties the guard to us.
    var tie: Int32 { socket.withLock { $0 } }

    /// Lets go of the tie without a word, as death does.
    func abandon() {
        socket.withLock { socket in
            close(socket)
            socket = -1
        }
    }
}
