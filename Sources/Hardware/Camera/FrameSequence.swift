/// Checks that every triggered frame comes exactly once, in order, as it was asked for.
///
/// A plain value: the camera feeds it, and it says what is wrong.
struct FrameSequence: Sendable {
    struct Expected: Sendable, Equatable {
        var region: PixelRegion
        var exposureSeconds: Double
    }

    /// The first frame since the camera was armed; older ones are leftovers.
    let first: UInt64
    private(set) var nextTriggered: UInt64
    private(set) var nextExposed: UInt64
    private(set) var nextFrame: UInt64
    private var expected: [UInt64: Expected] = [:]
    private let droppedBefore: UInt64

    init(first: UInt64, droppedBefore: UInt64) {
        self.first = first
        self.droppedBefore = droppedBefore
        nextTriggered = first
        nextExposed = first
        nextFrame = first
    }

    /// Books a trigger that is about to be sent: its frame may overtake the reply.
    mutating func willTrigger(_ frame: Expected) {
        expected[nextTriggered] = frame
        nextTriggered += 1
    }

    /// Compares the reply of the last trigger; returns what is wrong, or `nil`.
    func didTrigger(_ number: UInt64) -> String? {
        number == nextTriggered - 1
            ? nil
            : "the trigger was to expose frame \(nextTriggered - 1), the camera says \(number)"
    }

    /// Books the end of an exposure; returns what is wrong, or `nil`.
    mutating func exposed(_ number: UInt64) -> String? {
        if number < first { return nil }
        guard number == nextExposed, number < nextTriggered else {
            return sequenceFault(number, next: nextExposed, "the end of exposure")
        }
        nextExposed += 1
        return nil
    }

    /// Books a frame; returns what is wrong, or `nil`.
    mutating func received(_ header: CameraMessages.FrameHeader, byteCount: Int) -> String? {
        let number = header.frame
        guard number == nextFrame, number < nextExposed else {
            return sequenceFault(number, next: nextFrame, "frame")
        }
        guard header.dropped == droppedBefore else {
            let count = header.dropped &- droppedBefore
            return "the camera dropped \(count) frames before frame \(number)"
        }
        guard let wanted = expected.removeValue(forKey: number) else {
            return "frame \(number) was never triggered"
        }
        guard header.region == wanted.region, header.pixelType == "uint16",
            byteCount == 2 * wanted.region.width * wanted.region.height
        else {
            return "frame \(number) has the wrong shape: \(header.width) × \(header.height) at "
                + "(\(header.x), \(header.y)), \(byteCount) bytes"
        }
        guard ExposureTolerance.allows(header.exposureSeconds, for: wanted.exposureSeconds) else {
            return "frame \(number) was exposed for \(header.exposureSeconds) s in place of "
                + "\(wanted.exposureSeconds) s"
        }
        nextFrame += 1
        return nil
    }

    private func sequenceFault(_ number: UInt64, next: UInt64, _ what: String) -> String {
        if number < next { return "\(what) \(number) came twice" }
        if next == number { return "\(what) \(number) came before its time" }
        let last = number - 1
        return last == next
            ? "\(what) \(next) is missing" : "\(what) \(next) to \(last) are missing"
    }
}

/// How far an exposure may be from what was asked: cameras round to a step of their own.
enum ExposureTolerance {
    static func allows(_ actual: Double, for wanted: Double) -> Bool {
        abs(actual - wanted) <= max(0.01 * wanted, 20e-6)
    }
}
