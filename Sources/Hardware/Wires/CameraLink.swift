/// The two sockets of the camera protocol, as a driver sees them.
///
/// - Source: `docs/camera-protocol.md`.
package protocol CameraLink: Sendable {
    /// Sends one JSON request on the control socket and returns the reply.
    func request(
        _ body: [UInt8], within timeout: Duration
    ) async throws(SerialError) -> [UInt8]

    /// Returns the next message of the data socket: a JSON header and, for a frame, its pixels.
    func receive(within timeout: Duration) async throws(SerialError) -> CameraMessage

    /// Closes both sockets.
    func close() async
}

/// One message of a camera's data socket.
package struct CameraMessage: Sendable {
    /// JSON text.
    package let header: [UInt8]
    /// The pixels as they came, not copied; `nil` for a message without a frame.
    package let pixels: FrameBuffer?

    package init(header: [UInt8], pixels: FrameBuffer?) {
        self.header = header
        self.pixels = pixels
    }
}
