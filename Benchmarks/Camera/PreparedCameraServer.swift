import CZeroMQ
import Dispatch
import Hardware

/// A camera server in a thread of its own that answers each trigger with a prepared frame.
///
/// - Source: `docs/camera-protocol.md`.
final class PreparedCameraServer: Sendable {
    /// `nonisolated(unsafe)` holds because a ZeroMQ context may be used by any thread.
    nonisolated(unsafe) private let context: UnsafeMutableRawPointer?
    private let ended = DispatchSemaphore(value: 0)
    let address: CameraAddress

    init(_ frame: PreparedFrame) throws {
        let context = zmq_ctx_new()
        self.context = context
        let control = try Endpoint(binding: ZMQ_REP, in: context)
        let data = try Endpoint(binding: ZMQ_PUSH, in: context)
        address = CameraAddress(control: control.address, data: data.address)
        let ended = ended
        let handover = Handover(control: control, data: data, frame: frame)
        DispatchQueue(label: "camera server").async {
            handover.serve()
            ended.signal()
        }
    }

    /// Ends the thread; call it once the client has closed its sockets.
    func stop() {
        zmq_ctx_shutdown(context)
        ended.wait()
        zmq_ctx_term(context)
    }
}

/// The sockets on their way to the thread that uses them.
///
/// `@unchecked Sendable` holds because only that thread calls ``serve()``.
private final class Handover: @unchecked Sendable {
    private let control: Endpoint
    private let data: Endpoint
    private let frame: PreparedFrame
    private var number = 0

    init(control: consuming Endpoint, data: consuming Endpoint, frame: PreparedFrame) {
        self.control = control
        self.data = data
        self.frame = frame
    }

    /// Answers until the context is shut down.
    func serve() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = zmq_recv(control.socket, &buffer, buffer.count, 0)
            guard count >= 0 else { return }
            answer(String(decoding: buffer.prefix(Int(count)), as: UTF8.self))
        }
    }

    private func answer(_ request: String) {
        if request.contains("\"trigger\"") {
            number += 1
            control.send("{\"ok\": true, \"frame\": \(number)}")
            data.send("{\"type\": \"exposed\", \"frame\": \(number)}")
            data.send(header, hasMore: true)
            data.sendInPlace(frame.bytes)
        } else if request.contains("\"describe\"") {
            control.send(describe)
        } else if request.contains("\"configure\"") {
            // Settings are taken as they are asked for: the reply repeats the request.
            control.send("{\"ok\": true, " + request.dropFirst())
        } else {
            control.send("{\"ok\": true, \"next_frame\": \(number + 1), \"dropped\": 0}")
        }
    }

    private var describe: String {
        """
        {"ok": true, "protocol": 1, "model": "Prepared", "serial": "1",
         "width": \(PreparedFrame.side), "height": \(PreparedFrame.side), "bit_depth": 16,
         "pixel_type": "uint16", "sensor_pixel_um": 6.5, "offset": 100.0,
         "electrons_per_grey": 0.5, "read_noise_electrons": 1.4, "min_exposure_s": 0.0001,
         "max_exposure_s": 10, "readout_s": 0, "buffer_frames": 8}
        """
    }

    private var header: String {
        """
        {"type": "frame", "frame": \(number), "width": \(PreparedFrame.side),
         "height": \(PreparedFrame.side), "pixel_type": "uint16", "x": 0, "y": 0,
         "exposure_s": 0.01, "offset": 100.0, "electrons_per_grey": 0.5,
         "started_monotonic_s": 5.25, "started_wall_s": 1760000000.5, "dropped": 0,
         "crc32": \(frame.checksum)}
        """
    }
}
