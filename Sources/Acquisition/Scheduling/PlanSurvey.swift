import Documents
import Hardware

/// One walk through a plan before it runs: how much there is of everything, and what cannot be done.
struct PlanSurvey: Sendable {
    struct Exposures: Sendable {
        var count = 0
        var seconds = 0.0
        var shortest = Duration.seconds(Int64.max)
        var longest = Duration.zero

        mutating func add(_ exposure: Duration) {
            count += 1
            seconds += exposure.inSeconds
            shortest = min(shortest, exposure)
            longest = max(longest, exposure)
        }
    }

    struct Series: Sendable {
        var name: String
        var point: StagePoint?
        var sizeT = 0
        var sizeZ = 0
        var zMicrometers: [Double] = []
        /// By channel.
        var exposures: [String: Exposures] = [:]
    }

    private(set) var places: [StepMaker.Place: Int] = [:]
    private(set) var series: [Series] = []
    private(set) var channelNames: [String] = []
    private(set) var eventCount = 0
    private(set) var moveCount = 0
    private(set) var lastStart = Duration.zero
    private(set) var exposureTotal = Duration.zero
    private(set) var repeatsPlanes = false
    /// Each thing that cannot be done, once, with the first event that asks for it.
    private(set) var refusals: [String] = []

    private var seenRefusals: Set<String> = []
    private var seenPlanes: Set<PlaneKey> = []
    private var timerStart = Duration.zero

    private struct PlaneKey: Hashable {
        let series: Int
        let t: Int
        let c: Int
        let z: Int
    }

    private let sources: PlanPlaces

    init(_ plan: MDASequence, at sources: PlanPlaces = PlanPlaces(), rig: RigFile) {
        self.sources = sources
        var previous: MDAEvent?
        for event in plan.events {
            add(event, after: previous, rig: rig)
            previous = event
        }
        if plan.setup != nil {
            refuse(
                "setup",
                "the plan has a `setup`, and nothing is done before the first event here; "
                    + "set device properties in the rig file and leave it out")
        }
        if eventCount == 0 { refuse("empty", "the plan has no events") }
    }

    private mutating func add(_ event: MDAEvent, after previous: MDAEvent?, rig: RigFile) {
        defer { eventCount += 1 }
        check(event, rig: rig)
        guard case .acquireImage = event.action, let name = event.channel?.config,
            let channel = rig.channel(name)
        else { return }
        let c = channelIndex(name)
        let place = seriesIndex(event)
        let exposure = event.exposure ?? channel.exposure
        let t = event.index[.time] ?? 0
        let z = event.index[.z] ?? 0
        let isNew = seenPlanes.insert(PlaneKey(series: place, t: t, c: c, z: z)).inserted
        if !isNew { repeatsPlanes = true }

        series[place].exposures[name, default: Exposures()].add(exposure)
        series[place].sizeT = max(series[place].sizeT, t + 1)
        series[place].sizeZ = max(series[place].sizeZ, z + 1)
        noteFocus(event.zMicrometers, z: z, place: place)
        exposureTotal += exposure
        if event.resetEventTimer { timerStart = lastStart }
        lastStart = max(lastStart, timerStart + (event.minStartTime ?? .zero))
        if event.xMicrometers != previous?.xMicrometers
            || event.yMicrometers != previous?.yMicrometers
        {
            moveCount += 1
        }
    }

    private mutating func channelIndex(_ name: String) -> Int {
        if let index = channelNames.firstIndex(of: name) { return index }
        channelNames.append(name)
        return channelNames.count - 1
    }

    private mutating func seriesIndex(_ event: MDAEvent) -> Int {
        let place = StepMaker.Place(event.index)
        if let index = places[place] { return index }
        let position = event.positionName ?? "p\(place.position)"
        let isField = event.index[.grid] != nil
        let name = isField ? "\(position) g\(place.grid)" : position
        let isTaken = series.contains { $0.name == name }
        places[place] = series.count
        series.append(Series(name: isTaken ? "\(name) (\(series.count))" : name))
        if let x = event.xMicrometers, let y = event.yMicrometers {
            series[series.count - 1].point = StagePoint(xMicrometers: x, yMicrometers: y)
        }
        return series.count - 1
    }

    private mutating func noteFocus(_ zMicrometers: Double?, z: Int, place: Int) {
        guard let zMicrometers, series[place].zMicrometers.count == z else { return }
        series[place].zMicrometers.append(zMicrometers)
    }

    /// Collects what this rig cannot do or may not.
    private mutating func check(_ event: MDAEvent, rig: RigFile) {
        switch event.action {
        case .acquireImage: break
        case .hardwareAutofocus:
            refuse("af", "the plan asks for hardware autofocus; this rig has none")
        case .custom(let name, _):
            refuse("custom", "the plan has a custom action “\(name)”; none is known")
        }
        if event.properties?.isEmpty == false {
            refuse(
                "properties", "the plan sets device properties; set them in the rig file instead")
        }
        guard let name = event.channel?.config else {
            return refuse("channel", "an event has no channel; add `channels` to the plan")
        }
        guard let channel = rig.channel(name) else {
            let known = rig.channels.map(\.name).sorted()
            let sentence = "the rig file: " + unknown("channel", name, known: known)
            return refuse("channel \(name)", sources.at(channel: name, sentence))
        }
        if (event.xMicrometers == nil) != (event.yMicrometers == nil) {
            let sentence = "a position has x without y or y without x; give both or neither"
            refuse("half", sources.at(position: event.index[.position], sentence))
        }
        checkLimits(event, rig: rig)
        if (event.exposure ?? channel.exposure) <= .zero {
            let sentence = "channel \(name): the exposure must be above 0"
            refuse("exposure \(name)", sources.at(channel: name, sentence))
        }
    }

    private mutating func checkLimits(_ event: MDAEvent, rig: RigFile) {
        let asked = [
            ("x", event.xMicrometers, rig.limits.x), ("y", event.yMicrometers, rig.limits.y),
            ("z", event.zMicrometers, rig.limits.z),
        ]
        for (axis, value, limits) in asked {
            guard let value else { continue }
            let place =
                "event \(eventCount) (\(event.index)), position \(event.positionName ?? "unnamed")"
            guard let limits else {
                refuse(
                    "limits \(axis)",
                    "\(place): the rig file states no limits for \(axis), so nothing may move there"
                )
                continue
            }
            if !limits.contains(value) {
                let sentence =
                    "\(place): \(axis) = \(value) µm is outside the limits "
                    + "\(limits.lowerBound) to \(limits.upperBound) µm"
                refuse(
                    "\(axis) \(event.positionName ?? "")",
                    sources.at(position: event.index[.position], sentence))
            }
        }
    }

    private mutating func refuse(_ key: String, _ sentence: String) {
        if seenRefusals.insert(key).inserted { refusals.append(sentence) }
    }
}
