import Hardware

/// A plan as the steps that a rig takes, one at a time and in order.
///
/// Each place of the plan (a position, or one field of its grid) is a *series*; the survey that was
/// made before the run says which.
package struct Itinerary: Sequence, Sendable {
    enum Source: Sendable {
        case steps([Step])
        case plan(MDASequence, StepMaker)
    }

    private let source: Source

    /// Steps that are given one by one.
    package init(steps: [Step]) { source = .steps(steps) }

    init(plan: MDASequence, maker: StepMaker) { source = .plan(plan, maker) }

    package func makeIterator() -> Iterator {
        switch source {
        case .steps(let steps): Iterator(.steps(steps[...]))
        case .plan(let plan, let maker): Iterator(.plan(plan.events.makeIterator(), maker, 0))
        }
    }

    package struct Iterator: IteratorProtocol, Sendable {
        enum State: Sendable {
            case steps(ArraySlice<Step>)
            case plan(EventSequence.Iterator, StepMaker, Int)
        }

        private var state: State

        init(_ state: State) { self.state = state }

        package mutating func next() -> Step? {
            switch state {
            case .steps(var rest):
                let step = rest.popFirst()
                state = .steps(rest)
                return step
            case .plan(var events, var maker, let index):
                guard let event = events.next() else { return nil }
                let step = maker.step(event, index: index)
                state = .plan(events, maker, index + 1)
                return step
            }
        }
    }
}

/// Turns events of a surveyed plan into steps.
struct StepMaker: Sendable {
    /// Where in the plan a field is: its position and its place in the grid.
    struct Place: Hashable, Sendable {
        let position: Int
        let grid: Int

        init(_ index: EventIndex) {
            position = index[.position] ?? 0
            grid = index[.grid] ?? 0
        }
    }

    struct Slot: Hashable, Sendable {
        let series: Int
        let c: Int
        let z: Int
    }

    let channels: [String: RigFile.Channel]
    let region: PixelRegion?
    let channelIndices: [String: Int]
    let series: [Place: Int]
    let names: [String]
    /// Whether a position's own time plan comes round again: then planes are counted as they come,
    /// because the plan's time index repeats.
    let countsPlanes: Bool
    private var planeCounts: [Slot: Int] = [:]

    init(
        channels: [String: RigFile.Channel], region: PixelRegion?, channelIndices: [String: Int],
        series: [Place: Int], names: [String], countsPlanes: Bool
    ) {
        self.channels = channels
        self.region = region
        self.channelIndices = channelIndices
        self.series = series
        self.names = names
        self.countsPlanes = countsPlanes
    }

    mutating func step(_ event: MDAEvent, index: Int) -> Step {
        let name = event.channel?.config ?? ""
        let channel = channels[name]
        let place = series[Place(event.index)] ?? 0
        let slot = Slot(series: place, c: channelIndices[name] ?? 0, z: event.index[.z] ?? 0)
        var t = event.index[.time] ?? 0
        if countsPlanes {
            t = planeCounts[slot, default: 0]
            planeCounts[slot] = t + 1
        }
        return Step(
            eventIndex: index, series: place, t: t, c: slot.c, z: slot.z,
            positionName: names[place], channel: name, point: Self.point(event),
            zMicrometers: event.zMicrometers,
            exposure: event.exposure ?? channel?.exposure ?? .zero,
            power: channel?.power ?? .fraction(0), region: event.region ?? region,
            minStart: event.minStartTime, resetsTimer: event.resetEventTimer)
    }

    private static func point(_ event: MDAEvent) -> StagePoint? {
        guard let x = event.xMicrometers, let y = event.yMicrometers else { return nil }
        return StagePoint(xMicrometers: x, yMicrometers: y)
    }
}
