import Hardware

/// How fast frames come from a camera server to the program, beside ZeroMQ by itself.
enum CameraBenchmark {
    private static let repetitions = 5
    private static let count = 60

    /// Prints one line for each measurement.
    static func run() async throws {
        let frame = PreparedFrame()
        var camera: [Double] = []
        var bare: [Double] = []
        for _ in 0..<repetitions {
            // In turn, so that what else the machine does falls on both.
            camera.append(framesPerSecond(try await cameraTime(frame)))
            bare.append(framesPerSecond(try BareZeroMQ.time(frame, count: count)))
        }
        let (ours, peer) = (Double.median(of: camera), Double.median(of: bare))
        print("camera: 2048 x 2048, NetworkCamera, checksum verified: \(text(ours))")
        let ratio = (ours / peer).rounded(places: 2)
        print("camera: peer, bare PUSH/PULL: \(text(peer)); ratio \(ratio)")
        let checksums = (0..<repetitions).map { _ in
            framesPerSecond(
                ContinuousClock().measure {
                    for _ in 0..<count {
                        precondition(
                            CRC32.checksum(UnsafeRawBufferPointer(frame.bytes)) == frame.checksum)
                    }
                })
        }
        print("camera: the checksum alone: \(text(Double.median(of: checksums)))")
    }

    /// Triggers frames as a run does: the next exposure begins while a frame is on its way.
    private static func cameraTime(_ frame: PreparedFrame) async throws -> Duration {
        let server = try PreparedCameraServer(frame)
        defer { server.stop() }
        let link = try ZeroMQLink(server.address, device: "camera")
        let latch = SafetyLatch()
        latch.arm()
        let camera = try await NetworkCamera(label: "camera", link: link, latch: latch)
        try await camera.configure(CameraSettings(exposure: .milliseconds(10)))
        _ = try await camera.frame(try await expose(camera))
        let time = try await ContinuousClock().measure {
            var last = try await expose(camera)
            for _ in 1..<count {
                let underway = last
                async let frame = camera.frame(underway)
                let next = try await expose(camera)
                _ = try await frame
                last = next
            }
            _ = try await camera.frame(last)
        }
        await link.close()
        return time
    }

    private static func expose(_ camera: NetworkCamera) async throws -> UInt64 {
        let number = try await camera.trigger()
        try await camera.waitForExposureEnd(of: number)
        return number
    }

    private static func framesPerSecond(_ time: Duration) -> Double {
        Double(count) / time.inSeconds
    }

    private static func text(_ framesPerSecond: Double) -> String {
        let megabytes = framesPerSecond * Double(PreparedFrame.byteCount) / 1e6
        return "\(framesPerSecond.rounded(places: 1)) frames/s, "
            + "\(megabytes.rounded(places: 0)) MB/s"
    }
}
