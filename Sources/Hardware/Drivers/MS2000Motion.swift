/// How far an axis may go, in micrometres; `nil` where the rig file does not say.
package struct MotionLimits: Sendable, Equatable {
    package var x: ClosedRange<Double>?
    package var y: ClosedRange<Double>?
    package var z: ClosedRange<Double>?

    package init(
        x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil, z: ClosedRange<Double>? = nil
    ) {
        self.x = x
        self.y = y
        self.z = z
    }
}

/// Some axes of one controller that move together: checks, starts, waits.
struct MS2000Motion: Sendable {
    struct Axis: Sendable {
        let name: String
        let limits: ClosedRange<Double>?
        /// How far from its target an axis may come to rest, in micrometres.
        let tolerance: Double
    }

    let line: MS2000Line
    let axes: [Axis]
    let latch: SafetyLatch
    let clock: any RunClock
    let settleTime: Duration
    private let speeds: [Double]
    private var target: [Double]?
    private var distance: [Double] = []

    /// Reads the speeds; moves nothing.
    init(
        line: MS2000Line, axes: [Axis], latch: SafetyLatch, clock: any RunClock,
        settleTime: Duration
    ) async throws(DeviceError) {
        self.line = line
        self.axes = axes
        self.latch = latch
        self.clock = clock
        self.settleTime = settleTime
        var speeds: [Double] = []
        for axis in axes {
            let request = "S \(axis.name)?"
            let speed = try await line.value(request, axis: axis.name)
            guard speed > 0 else {
                throw line.requests.failure(.malformedReply("\(axis.name)=\(speed)"), request)
            }
            // Millimetres per second on the wire, micrometres per second here.
            speeds.append(speed * 1000)
        }
        self.speeds = speeds
    }

    var names: [String] { axes.map(\.name) }

    /// Refuses a place that is not inside every limit; sends nothing.
    func check(_ position: [Double]) throws(DeviceError) {
        let request = zip(axes, position).reduce("move to") {
            "\($0) \($1.0.name)=\(fixed($1.1, places: 3, trimmed: true)) um"
        }
        for (axis, position) in zip(axes, position) {
            guard let limits = axis.limits else {
                let text = "the rig file states no limits for \(axis.name.lowercased())"
                throw line.requests.failure(.limitUnknown(text), request)
            }
            guard limits.contains(position) else {
                let range = "\(limits.lowerBound)...\(limits.upperBound)"
                throw line.requests.failure(
                    .outOfRange(allowed: "\(axis.name) \(range) um"), request)
            }
        }
    }

    mutating func startMove(to position: [Double]) async throws(DeviceError) {
        try check(position)
        try latch.requireArmed(device: line.device, request: "move")
        let start = try await line.positions(names)
        try await line.startMove(names, to: position, latch: latch)
        target = position
        distance = zip(start, position).map { abs($0 - $1) }
    }

    /// Seconds that the move takes at full speed.
    private var travelSeconds: Double {
        zip(distance, speeds).map { $0 / $1 }.max() ?? 0
    }

    /// Polls until the controller is still, lets it settle, and compares where it is.
    func waitUntilSettled() async throws(DeviceError) {
        let request = "/"
        // Twice the time at full speed, and for ramps, backlash and the wire two seconds of the
        // world: on a clock that runs fast they are more of the clock's.
        let limit = Duration.seconds(travelSeconds * 2 + 2 * max(clock.speed, 1))
        let deadline = clock.now + limit
        try await sleep(min(.seconds(travelSeconds * 0.8), .milliseconds(100)), request)
        while try await line.isBusy() {
            try latch.requireArmed(device: line.device, request: request)
            guard clock.now < deadline else {
                throw line.requests.failure(.busyTooLong(after: limit), request)
            }
            try await sleep(.milliseconds(10), request)
        }
        try await sleep(settleTime, request)
        guard let target else { return }
        let actual = try await line.positions(names)
        for (axis, (wanted, found)) in zip(axes, zip(target, actual))
        where abs(wanted - found) > axis.tolerance {
            try latch.requireArmed(device: line.device, request: request)
            throw line.requests.failure(
                .readbackDiffers(
                    expected: "\(axis.name)=\(fixed(wanted, places: 2)) um",
                    actual: "\(axis.name)=\(fixed(found, places: 2)) um"),
                "W " + names.joined(separator: " "))
        }
    }

    /// After a halt nobody knows where the axes were meant to be.
    mutating func forgetTarget() { target = nil }

    private func sleep(_ duration: Duration, _ request: String) async throws(DeviceError) {
        do {
            try await clock.sleep(for: duration)
        } catch {
            throw line.requests.failure(.cancelled, request)
        }
    }
}
