/// A message of the data socket, with the checksum that its pixels have.
struct ReadMessage: Sendable {
    let header: CameraMessages.Message
    let pixels: FrameBuffer?
    let checksum: UInt32?
}
