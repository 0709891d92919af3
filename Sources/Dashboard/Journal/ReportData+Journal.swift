import Acquisition
import Agent

extension ReportData {
    /// Reads a run's journal into what its report shows.
    ///
    /// - Throws: where the journal cannot be read.
    package init(_ source: ReportSource) throws {
        let journal = source.journal
        let exposures = try journal.exposures()
        let decisions = try journal.decisions()
        let states = try journal.states()
        let end = max(exposures.last.map { $0.at + $0.seconds } ?? 0, states.last?.at ?? 0)
        let state = states.last?.state ?? .preparing
        self.init(
            title: source.title, subtitle: Self.subtitle(exposures, source, seconds: end),
            state: Badge(state.rawValue, Self.tone(of: state)), durationSeconds: end)
        channels = source.channels
        strips = source.strips
        devices = source.devices
        positions = Self.positions(source, exposures, decisions, end: end)
        dose = Self.dose(source, exposures)
        self.decisions = Self.lines(decisions)
        latencies = decisions.filter { !$0.isShadow }.map(\.latencySeconds)
        networks = NetworkLines.all(try journal.networks())
        notes = try journal.notes().map(Self.line)
        facts = try journal.facts().map { Fact($0.key, $0.value) }
        if let reason = states.last?.reason, !reason.isEmpty {
            facts.insert(Fact("ended", reason), at: 0)
        }
        figures = ReportFigures(source, exposures).all
    }

    private static func subtitle(
        _ exposures: [ExposureRecord], _ source: ReportSource, seconds: Double
    ) -> String {
        let names = source.positionNames.count
        let places = names == 1 ? "one position" : "\(names) positions"
        return "\(exposures.count) exposures at \(places) over \(PageText.clock(seconds))"
    }

    private static func tone(of state: StateRecord.State) -> Tone {
        switch state {
        case .completed: .good
        case .failed: .bad
        case .cancelled, .paused: .warning
        case .preparing, .running, .finishing: .plain
        }
    }

    private static func positions(
        _ source: ReportSource, _ exposures: [ExposureRecord], _ decisions: [DecisionRecord],
        end: Double
    ) -> [Position] {
        let byPosition = Dictionary(grouping: exposures, by: \.position)
        let acting = decisions.filter { !$0.isShadow }
        return source.positionNames.enumerated().map { index, name in
            var position = Position(name: name)
            for exposure in byPosition[name] ?? [] {
                position.frames[exposure.channel, default: []].append(exposure.at)
            }
            position.events = LightSpans(acting, position: index, end: end).spans
            position.divisions = divisions(source, at: index)
            return position
        }
    }

    private static func divisions(_ source: ReportSource, at index: Int) -> [Division] {
        guard let places = source.places(ofPosition: index), let score = source.score else {
            return []
        }
        return score.divisions.filter { places.contains($0.place) }.map { division in
            let verdict = division.miss.map { "missed: \($0)" } ?? "caught"
            return Division(
                seconds: division.anaphase - source.truthOffset, isCaught: division.isCaught,
                label: "cell \(division.cell), \(verdict)")
        }
    }

    private static func dose(_ source: ReportSource, _ exposures: [ExposureRecord]) -> DosePlot? {
        guard !exposures.isEmpty else { return nil }
        let isCalibrated = exposures.allSatisfy { $0.joulesPerCm2 != nil }
        let byPosition = Dictionary(grouping: exposures, by: \.position)
        let curves = source.positionNames.map { name in
            var sum = 0.0
            let points = (byPosition[name] ?? []).map { exposure in
                sum += isCalibrated ? exposure.joulesPerCm2 ?? 0 : exposure.relativeUnits
                return Point(seconds: exposure.at, value: sum)
            }
            return DosePlot.Curve(name: name, points: thinned(points))
        }
        return DosePlot(
            unit: isCalibrated ? "J/cm²" : "relative units", curves: curves,
            budget: isCalibrated ? source.budgetPerPosition : nil,
            fixedSchedule: isCalibrated ? source.fixedScheduleDose : nil)
    }

    /// As many points as a drawing can show; the last one always.
    private static func thinned(_ points: [Point]) -> [Point] {
        let step = max(1, points.count / 1500)
        return points.enumerated()
            .filter { $0.offset.isMultiple(of: step) || $0.offset == points.count - 1 }
            .map(\.element)
    }

    /// Decisions that changed or refused something; the others say only that nothing was to do.
    private static func lines(_ decisions: [DecisionRecord]) -> [DecisionLine] {
        decisions.compactMap { record in
            let applied = ProposalText.sentences(record.applied)
            let refusals = ProposalText.texts(record.refusals)
            guard !applied.isEmpty || !refusals.isEmpty else { return nil }
            return DecisionLine(
                seconds: record.at, position: record.position, policy: record.policy,
                isShadow: record.isShadow, reason: record.reason, applied: applied,
                refusals: refusals, latencySeconds: record.latencySeconds)
        }
    }

    private static func line(_ note: NoteRecord) -> NoteLine {
        let tone: Tone =
            switch note.severity {
            case .info: .plain
            case .minor: .warning
            case .major, .invalid: .bad
            }
        return NoteLine(
            seconds: note.at, severity: Badge(note.severity.rawValue, tone),
            device: note.device ?? "", text: note.text)
    }
}
