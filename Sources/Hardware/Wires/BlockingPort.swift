/// An open byte stream whose calls block; only a ``PortChannel`` may hold one.
package protocol BlockingPort: ~Copyable, Sendable {
    /// What to call the port in messages.
    var path: String { get }

    var descriptor: Int32 { get }

    /// Reads what has arrived within `milliseconds`; empty means the line stayed silent.
    ///
    /// - Throws: `unplugged` as soon as the other end is known to be gone.
    func read(atMost count: Int, within milliseconds: Int32) throws(SerialError) -> [UInt8]

    /// Writes all of `bytes`, or throws.
    func write(_ bytes: [UInt8], within milliseconds: Int32) throws(SerialError)
}
