import Documents
import Foundation
import Testing

@testable import Acquisition

@Suite("The useq-schema package agrees")
struct UseqPeerTests {
    private static let documentCount = 400
    private static let isPossible = PlanPeer.interpreter != nil || PlanPeer.isRequired

    @Test(
        "on every event of random plans of all kinds",
        .enabled(if: isPossible, "no Python with useq-schema: set TARSIER_PYTHON or make .venv"))
    func randomPlans() throws {
        let documents = try (0..<Self.documentCount).map { number in
            var random = RandomPlan(seed: UInt64(number))
            return try Self.json(random.document())
        }

        let expansions = try PlanPeer.expand(documents)

        try #require(expansions.count == documents.count)
        var tally = Tally()
        for (text, expansion) in zip(documents, expansions) {
            compare(text, expansion, &tally)
        }
        print(
            "useq-schema: \(tally.agreeing) plans and \(tally.events) events agree; "
                + "\(tally.failing) plans on which the package itself fails")
        #expect(tally.agreeing >= 300)
        #expect(tally.failing <= Self.documentCount / 8)
    }

    private struct Tally {
        var agreeing = 0
        var events = 0
        /// Plans that the package accepts, and then cannot expand.
        var failing = 0
    }

    private func compare(
        _ text: String, _ expansion: PlanPeer.Expansion, _ tally: inout Tally
    ) {
        let header = expansion.header
        let ours = Result { try plan(text, plateFocus: .zero) }
        if header.refused == "reading" {
            guard case .success = ours else { return }
            Issue.record("accepted by us only (\(header.error ?? "")): \(text)")
            return
        }
        guard case .success(let sequence) = ours else {
            Issue.record("accepted by the package only: \(ours): \(text)")
            return
        }
        guard header.refused == nil else {
            tally.failing += 1
            return
        }
        let events = Array(sequence.events)
        let sizes = Dictionary(
            uniqueKeysWithValues: sequence.sizes.map { ($0.key.rawValue, $0.value) })
        let usedAxes = sequence.usedAxes.map(\.rawValue).joined()
        guard events.count == header.count, sizes == header.sizes, usedAxes == header.usedAxes,
            sequence.eventCount == events.count
        else {
            Issue.record(
                """
                \(events.count) events (counted \(sequence.eventCount)) instead of \
                \(header.count), sizes \(sizes) instead of \(header.sizes ?? [:]): \(text)
                """)
            return
        }
        for (number, (event, expected)) in zip(events, expansion.events).enumerated() {
            if let difference = Self.difference(event, expected) {
                Issue.record("event \(number): \(difference): \(event.line): \(text)")
                return
            }
        }
        tally.agreeing += 1
        tally.events += events.count
    }

    private static func json(_ value: PlanValue) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The first field in which an event differs from the package's.
    private static func difference(_ event: MDAEvent, _ expected: PlanPeer.Event) -> String? {
        let index = event.index.axes.map { "\($0.rawValue)\(event.index[$0] ?? -1)" }
        if index != expected.index.map({ "\($0.axis)\($0.place)" }) { return "index" }
        if event.channel?.config != expected.channel { return "channel" }
        if event.channel?.group != expected.group { return "group" }
        if event.positionName != expected.posName { return "name \(expected.posName ?? "")" }
        let numbers: [(String, Double?, Double?)] = [
            ("exposure", event.exposure.map { $0 / .milliseconds(1) }, expected.exposure),
            ("time", event.minStartTime.map { $0 / .seconds(1) }, expected.minStartTime),
            ("x", event.xMicrometers, expected.x), ("y", event.yMicrometers, expected.y),
            ("z", event.zMicrometers, expected.z),
        ]
        for (name, ours, theirs) in numbers where !agree(ours, theirs) {
            return
                "\(name) \(ours.map { "\($0)" } ?? "none"), not \(theirs.map { "\($0)" } ?? "none")"
        }
        let properties = event.properties?.map { property in
            [property.device, property.property, text(property.value)]
        }
        if properties != expected.properties { return "properties" }
        if event.keepShutterOpen != expected.keepShutterOpen { return "keep shutter open" }
        if event.resetEventTimer != expected.resetEventTimer { return "reset event timer" }
        return difference(event.action, expected)
    }

    private static func difference(
        _ action: EventAction, _ expected: PlanPeer.Event
    ) -> String? {
        guard case .hardwareAutofocus(let autofocus) = action else {
            return expected.action == "acquire_image" ? nil : "action"
        }
        let agrees =
            expected.action == "hardware_autofocus"
            && autofocus.device == expected.autofocusDevice
            && autofocus.motorOffset == expected.autofocusOffset
        return agrees ? nil : "autofocus"
    }

    private static func text(_ value: PlanValue) -> String {
        if case .string(let text) = value { text } else { "\(value)" }
    }

    private static func agree(_ ours: Double?, _ theirs: Double?) -> Bool {
        guard let ours, let theirs else { return ours == nil && theirs == nil }
        return abs(ours - theirs) <= 1e-9 * max(1, abs(theirs))
    }
}
