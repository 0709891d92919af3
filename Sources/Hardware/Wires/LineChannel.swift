/// A line to one instrument: bytes out, terminated lines in.
///
/// Implementations: a serial port (libserialport), a pseudo-terminal or other tty (termios), a TCP
/// serial server, and the in-process line of a rehearsal. Time-outs count in the channel's own
/// time: the machine's for real wires, however fast a simulated rig runs. A read gives up with
/// `cancelled` within 100 ms of `CancellationShield.isCancelled`; a write is never given up.
package protocol LineChannel: Sendable {
    /// Sends all of `bytes`.
    func write(_ bytes: [UInt8]) async throws(SerialError)

    /// Returns the next line, without its `terminator`.
    func readLine(
        endingWith terminator: [UInt8], within timeout: Duration
    ) async throws(SerialError) -> [UInt8]

    /// Drops what has arrived and was not read; returns it, so that stray bytes can be told of.
    @discardableResult
    func discardInput() async throws(SerialError) -> [UInt8]

    /// Closes the line; later calls throw `unplugged`.
    func close() async

    /// The open descriptor, for the guard process; `nil` where there is none.
    var descriptor: Int32? { get async }
}
