import Hardware

extension AcquiredFrame {
    /// A frame that no camera took, of a camera that counts single electrons; belongs to no event and
    /// no position.
    package static func untaken(_ pixels: [UInt16], width: Int, height: Int) -> AcquiredFrame {
        AcquiredFrame(
            eventIndex: -1, timeIndex: 0, position: -1, positionName: "", channel: "",
            isTransmitted: false, seconds: 0, powerMilliwatts: 1, readNoiseElectrons: 1,
            pixelMicrometers: 0.325,
            frame: Frame(
                metadata: FrameMetadata(
                    number: 0, width: width, height: height, exposure: .milliseconds(10),
                    offset: 100,
                    electronsPerGrey: 1, startedAt: .zero, wallTime: 0, droppedCount: 0,
                    checksum: 0),
                pixels: FrameBuffer(pixels)))
    }
}
