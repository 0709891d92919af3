import CRig
import Glibc

/// The master side of one pseudo-terminal in raw mode; hangs up when it goes away.
///
/// Holds the slave open as well, so that a controller that closes it does not end the line.
struct PseudoTerminal: ~Copyable {
    let master: Int32
    /// The slave's own path, e.g. `/dev/pts/7`.
    let path: String
    private let slave: Int32

    init() throws(SettingsError) {
        var master: Int32 = -1
        var slave: Int32 = -1
        var name = [CChar](repeating: 0, count: 128)
        guard rig_open_pty(&master, &slave, &name, name.count) == 0 else {
            throw SettingsError("open a pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        self.master = master
        self.slave = slave
        path = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    deinit {
        close(slave)
        close(master)
    }

    /// Takes what the controller has written; never waits.
    func read() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(master, &bytes, bytes.count)
        return count > 0 ? Array(bytes.prefix(count)) : []
    }

    /// Writes what fits; returns how many bytes that was.
    func write(_ bytes: ArraySlice<UInt8>) -> Int {
        let count = bytes.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
        return max(0, count)
    }
}
