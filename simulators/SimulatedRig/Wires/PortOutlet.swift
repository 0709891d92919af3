import Glibc

/// Where one serial port of the rig comes out: a pseudo-terminal under a name in a folder.
///
/// The name is a symbolic link, replaced in one step, so that a controller never finds half of one.
final class PortOutlet {
    /// What an instrument sent while nobody read is lost beyond this many bytes.
    private static let mostWaiting = 1 << 20

    let port: RigPort
    private let folder: String
    private(set) var name: String
    private var terminal: PseudoTerminal?
    private var waiting: [UInt8] = []

    init(_ port: RigPort, folder: String) {
        self.port = port
        self.folder = folder
        name = port.rawValue
    }

    deinit {
        unplug()
    }

    var path: String { "\(folder)/\(name)" }
    var isPluggedIn: Bool { terminal != nil }
    var isCongested: Bool { !waiting.isEmpty }

    /// The descriptor to poll, or -1, which poll ignores.
    var descriptor: Int32 { terminal?.master ?? -1 }

    /// Opens a new pseudo-terminal and points the link `newName` at it.
    func plugIn(as newName: String? = nil) throws(SettingsError) {
        name = newName ?? name
        let fresh = try PseudoTerminal()
        let temporary = "\(folder)/.\(name).new"
        Glibc.unlink(temporary)
        guard symlink(fresh.path, temporary) == 0, rename(temporary, path) == 0 else {
            throw SettingsError("link \(path): \(String(cString: strerror(errno)))")
        }
        terminal = consume fresh
    }

    /// Hangs up and takes the link away.
    func unplug() {
        guard isPluggedIn else { return }
        Glibc.unlink(path)
        terminal = nil
        waiting.removeAll()
    }

    func read() -> [UInt8] { terminal?.read() ?? [] }

    /// Sends `bytes` after what still waits, as far as the line takes them.
    func write(_ bytes: [UInt8]) {
        waiting += bytes
        guard !waiting.isEmpty else { return }
        let count = terminal?.write(waiting[...]) ?? waiting.count
        waiting.removeFirst(count)
        if waiting.count > Self.mostWaiting {
            waiting.removeFirst(waiting.count - Self.mostWaiting)
        }
    }
}
