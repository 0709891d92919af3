import CRig
import Glibc

/// The simulated rig as a process: its wires come out as pseudo-terminals and sockets, its time is
/// the machine's, at any speed.
///
/// One thread owns everything; frames are rendered on a second one.
package final class RigServer {
    /// Where the wires come out.
    package struct Outlets: Sendable {
        package var folder: String
        /// 0 takes any port that is free.
        package var controlPort = 0
        package var dataPort = 0
        /// Seconds of rig time per second.
        package var speed = 1.0
        package var truthPath: String?

        package init(folder: String) {
            self.folder = folder
        }
    }

    private static let longestWait: Duration = .milliseconds(100)
    /// How soon to try again when no client takes what the camera sends.
    private static let retryWait: Duration = .milliseconds(5)

    private let rig: SimulatedRig
    private let outlets: Outlets
    private let sockets: CameraSockets
    private let ports: [PortOutlet]
    private let truthFile: TruthFile?
    private let folderDescriptor: Int32
    private let signals: Int32
    private let wake: Int32
    /// When rig time began: not before everything was built, so that scripted times hold.
    private var zero = ContinuousClock.now
    private let opened = ContinuousClock.now
    private var replies: [(due: Duration, request: CameraSockets.Request, body: [UInt8])] = []
    private var unsent: [(header: [UInt8], pixels: [UInt16]?)] = []

    /// Opens everything; a controller can connect as soon as this returns and ``run(for:)`` begins.
    package init(_ settings: RigSettings, _ outlets: Outlets) throws {
        guard outlets.speed > 0, outlets.speed.isFinite else {
            throw SettingsError("speed must be above 0")
        }
        self.outlets = outlets
        folderDescriptor = try RigFolder.claim(outlets.folder)
        signals = rig_signal_descriptor()
        wake = rig_wake_descriptor()
        guard signals >= 0, wake >= 0 else {
            throw SettingsError("watch signals: \(String(cString: strerror(errno)))")
        }
        let opened = self.opened
        let truthFile = try outlets.truthPath.map { try TruthFile(path: $0) }
        self.truthFile = truthFile
        let descriptor = wake
        rig = try SimulatedRig(
            settings, record: { truthFile?.write($0, at: ContinuousClock.now - opened) }
        ) { source in
            ThreadWorker(source) { rig_wake(descriptor) }
        }
        sockets = try CameraSockets(controlPort: outlets.controlPort, dataPort: outlets.dataPort)
        ports = RigPort.allCases.map { PortOutlet($0, folder: outlets.folder) }
        for port in ports where !rig.isUnplugged(port.port, at: .zero) { try port.plugIn() }
        let rigFile = RigFileText(
            settings: settings, folder: outlets.folder, control: sockets.controlEndpoint,
            data: sockets.dataEndpoint, speed: outlets.speed)
        try RigFolder.write(rigFile.text, to: "\(outlets.folder)/rig.yaml")
        zero = ContinuousClock.now
    }

    deinit {
        close(signals)
        close(wake)
        close(folderDescriptor)
    }

    /// What there is to connect to, one line each.
    package var announcement: [String] {
        ports.map { "\($0.port.rawValue) \($0.path)" } + [
            "camera \(sockets.controlEndpoint) \(sockets.dataEndpoint)",
            "rig \(outlets.folder)/rig.yaml",
        ]
    }

    // MARK: The loop

    /// Serves until SIGINT or SIGTERM, or for `duration` of rig time; then ends the truth.
    package func run(for duration: Duration? = nil) throws {
        while true {
            let time = rigTime
            if let duration, time >= duration { break }
            try serve(at: time)
            if waitForNews(from: time) { break }
        }
        rig.end(at: rigTime)
        truthFile?.flush()
        for port in ports { port.unplug() }
    }

    private var rigTime: Duration { (ContinuousClock.now - zero) * outlets.speed }

    private func serve(at time: Duration) throws {
        for port in ports {
            let bytes = port.read()
            if !bytes.isEmpty { rig.receive(bytes, on: port.port, at: time) }
        }
        while let request = sockets.receive() { handle(request, at: time) }
        rig.advance(to: time)
        for port in ports {
            try followPlug(port, at: time)
            port.write(rig.transmit(on: port.port, until: time))
        }
        while let next = replies.first, next.due <= time {
            sockets.reply(next.body, to: next.request)
            replies.removeFirst()
        }
        unsent += rig.cameraMessages(until: time)
        while let next = unsent.first, sockets.send(header: next.header, pixels: next.pixels) {
            unsent.removeFirst()
        }
        truthFile?.flushIfDue(at: ContinuousClock.now - opened)
    }

    private func handle(_ request: CameraSockets.Request, at time: Duration) {
        let armings = rig.armCount
        guard let (body, due) = rig.cameraRequest(request.body, at: time) else { return }
        // Nobody has taken these yet, and whoever armed just now must not get them.
        if rig.armCount != armings { unsent.removeAll() }
        let index = replies.firstIndex { $0.due > due } ?? replies.endIndex
        replies.insert((due, request, body), at: index)
    }

    private func followPlug(_ port: PortOutlet, at time: Duration) throws {
        let isUnplugged = rig.isUnplugged(port.port, at: time)
        if isUnplugged { port.unplug() }
        if !isUnplugged && !port.isPluggedIn {
            try port.plugIn(as: rig.replugName(port.port, at: time))
        }
    }

    // MARK: Waiting

    /// Sleeps until something is due or arrives; `true` when a signal asked to end.
    private func waitForNews(from time: Duration) -> Bool {
        var wait = sockets.hasRequest ? .zero : Self.longestWait
        let due = [rig.nextEvent, replies.first?.due].compactMap { $0 }.min()
        if let due { wait = min(wait, (due - rigTime) / outlets.speed) }
        if !unsent.isEmpty { wait = min(wait, Self.retryWait) }
        var polled = ports.map { port in
            let interest = port.isCongested ? POLLIN | POLLOUT : POLLIN
            return pollfd(fd: port.descriptor, events: Int16(interest), revents: 0)
        }
        for descriptor in [sockets.controlDescriptor, wake, signals] {
            polled.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
        }
        let parts = max(wait, .zero).components
        let nanoseconds = parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
        rig_poll(&polled, polled.count, nanoseconds)
        if polled[polled.count - 2].revents != 0 { rig_calm(wake) }
        return polled[polled.count - 1].revents != 0
    }
}
