import CSerialPort
import Glibc

/// One open serial port, closed when it goes out of scope.
///
/// Every call blocks, so only a ``PortChannel`` may hold one, on its own executor.
///
/// `@unchecked Sendable` holds because it cannot be copied: whoever holds it is alone with the
/// pointers.
///
/// - Source: libserialport 0.1.1, `libserialport.h`.
package struct SerialPort: ~Copyable, BlockingPort, @unchecked Sendable {
    package let path: String
    private let port: OpaquePointer
    private let readable: UnsafeMutablePointer<sp_event_set>

    /// Opens `path` for this controller alone, 8 data bits, no parity, 1 stop bit.
    init(path: String, baud: Int) throws(SerialError) {
        var opened: OpaquePointer?
        var events: UnsafeMutablePointer<sp_event_set>?
        do throws(SerialError) {
            try check(sp_get_port_by_name(path, &opened), "find \(path)")
            try check(sp_open(opened, SP_MODE_READ_WRITE), "open \(path)")
            let descriptor = try Self.handle(opened)
            try PollingPort.lock(descriptor, path: path)
            // Of all programs that we start, only the light guard is to inherit the line.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            try check(sp_set_baudrate(opened, Int32(clamping: baud)), "set \(baud) baud")
            try check(sp_set_bits(opened, 8), "set 8 data bits")
            try check(sp_set_parity(opened, SP_PARITY_NONE), "set no parity")
            try check(sp_set_stopbits(opened, 1), "set 1 stop bit")
            try check(sp_set_flowcontrol(opened, SP_FLOWCONTROL_NONE), "set no flow control")
            try check(sp_new_event_set(&events), "create event set")
            try check(sp_add_port_events(events, opened, SP_EVENT_RX_READY), "watch \(path)")
            guard let opened, let events else { throw SerialError(.unplugged, "open \(path)") }
            port = opened
            readable = events
        } catch {
            sp_free_event_set(events)
            sp_close(opened)
            sp_free_port(opened)
            throw error
        }
        self.path = path
    }

    deinit {
        sp_free_event_set(readable)
        sp_close(port)
        sp_free_port(port)
    }

    /// -1 where the port is gone, as for any descriptor that is none.
    package var descriptor: Int32 { (try? Self.handle(port)) ?? -1 }

    package func read(atMost count: Int, within milliseconds: Int32) throws(SerialError) -> [UInt8]
    {
        // To libserialport a wait of 0 means for ever.
        if milliseconds > 0 { try check(sp_wait(readable, UInt32(milliseconds)), "wait for input") }
        var bytes = [UInt8](repeating: 0, count: count)
        let received = try check(sp_nonblocking_read(port, &bytes, count), "read from \(path)")
        if received == 0 {
            // An unplugged port also reads as 0 bytes; only this call tells the two apart.
            try check(sp_input_waiting(port), "count waiting bytes of \(path)")
        }
        return Array(bytes.prefix(received))
    }

    package func write(_ bytes: [UInt8], within milliseconds: Int32) throws(SerialError) {
        let limit = UInt32(max(milliseconds, 1))
        let sent = try check(
            sp_blocking_write(port, bytes, bytes.count, limit), "write to \(path)")
        guard sent == bytes.count else {
            throw SerialError(.timedOut(after: .milliseconds(Int(limit))), "write to \(path)")
        }
    }

    private static func handle(_ port: OpaquePointer?) throws(SerialError) -> Int32 {
        var descriptor: Int32 = -1
        try check(sp_get_port_handle(port, &descriptor), "find the descriptor")
        return descriptor
    }
}

/// A line over a serial port.
package typealias SerialChannel = PortChannel<SerialPort>

/// Returns the count in `status`, or throws what the system said.
@discardableResult
private func check(_ status: sp_return, _ operation: String) throws(SerialError) -> Int {
    guard status.rawValue < 0 else { return Int(status.rawValue) }
    if status == SP_ERR_ARG { throw SerialError(.missing, operation) }
    throw PollingPort.failure(sp_last_error_code(), operation)
}
