package import Acquisition
import Agent
import Models

/// Small images of what set off the agent's events, cut out of a run's frames.
package struct EventStrips {
    /// Half the side of a cut-out, in pixels.
    private static let reach = 48
    private static let mostColumns = 11
    private static let secondsBefore = 900.0
    private static let secondsAfter = 600.0

    private let source: ReportSource
    private let store: ImageStore
    private let frames: [Int: FrameRecord]
    private let exposures: [String: [ExposureRecord]]
    private let acting: [DecisionRecord]

    /// - Throws: where the journal cannot be read.
    package init(_ source: ReportSource, store: ImageStore) throws {
        self.source = source
        self.store = store
        let records = try source.journal.frames().map { ($0.eventIndex, $0) }
        frames = Dictionary(records, uniquingKeysWith: { first, _ in first })
        exposures = Dictionary(grouping: try source.journal.exposures(), by: \.position)
        acting = try source.journal.decisions().filter { !$0.isShadow }
    }

    /// Strips of at most `count` events, spread over the run.
    ///
    /// - Throws: where a frame cannot be read from the store.
    package func strips(atMost count: Int) throws -> [ReportData.ImageStrip] {
        var events: [Event] = []
        for (index, name) in source.positionNames.enumerated() {
            let end = exposures[name]?.last?.at ?? 0
            let spans = LightSpans(acting, position: index, end: end)
            for (span, inputs) in zip(spans.spans, spans.inputs) {
                if let event = Event(span, position: name, inputs: inputs) { events.append(event) }
            }
        }
        events.sort { ($0.span.from, $0.position) < ($1.span.from, $1.position) }
        let step = max(1, (events.count + count - 1) / max(count, 1))
        return try stride(from: 0, to: events.count, by: step).map { try strip(of: events[$0]) }
    }

    /// An event of the agent and the cell that most likely set it off.
    private struct Event {
        let span: ReportData.Span
        let position: String
        let column: Int
        let row: Int

        init?(_ span: ReportData.Span, position: String, inputs: String) {
            // Without a cell in its inputs there is nothing to cut out.
            guard case .frame(let observation) = try? RecordedInput(text: inputs),
                let cell = observation.features.candidates.first,
                cell.x.isFinite, cell.y.isFinite, abs(cell.x) < 1e6, abs(cell.y) < 1e6
            else { return nil }
            self.span = span
            self.position = position
            column = Int(cell.x)
            row = Int(cell.y)
        }
    }

    private func strip(of event: Event) throws -> ReportData.ImageStrip {
        let near = (exposures[event.position] ?? []).filter {
            $0.at >= event.span.from - Self.secondsBefore
                && $0.at <= event.span.to + Self.secondsAfter
        }
        let watched = near.filter { source.transmitted.contains($0.channel) }
        let step = max(1, (watched.count + Self.mostColumns - 1) / Self.mostColumns)
        let columns = stride(from: 0, to: watched.count, by: step).map { watched[$0] }
        let times = columns.compactMap { frames[$0.eventIndex]?.t }
        let rows = try source.channels.map { channel in
            let own = near.filter { $0.channel == channel.name }
            let byTime = own.compactMap { frames[$0.eventIndex] }.map { ($0.t, $0) }
            let frame = Dictionary(byTime, uniquingKeysWith: { first, _ in first })
            return try row(channel, times.map { frame[$0] }, around: event)
        }
        let start = PageText.clock(event.span.from)
        return ReportData.ImageStrip(
            title: "\(event.position), \(start)",
            caption: "\(event.span.label). Hatched: no light spent.",
            columns: columns.map { label(minutes: ($0.at - event.span.from) / 60) }, rows: rows)
    }

    private func label(minutes: Double) -> String {
        let whole = Int(minutes.rounded())
        return whole < 0 ? "−\(-whole) min" : "+\(whole) min"
    }

    /// One channel, all images on the same scale.
    private func row(
        _ channel: ReportData.Channel, _ records: [FrameRecord?], around event: Event
    ) throws -> ReportData.ImageStrip.Row {
        let cuts = try records.map { try $0.flatMap { try cutOut($0, event) } }
        let sorted = cuts.compactMap(\.?.pixels).joined().sorted()
        guard let last = sorted.last else {
            return .init(label: channel.name, images: cuts.map { _ in nil })
        }
        let black = Double(sorted[sorted.count / 100])
        let white = max(Double(sorted[min(sorted.count - 1, sorted.count * 998 / 1000)]), black + 1)
        let color = source.transmitted.contains(channel.name) ? nil : RGBColor(channel.color)
        let images = cuts.map { cut in
            cut.map {
                RasterImage(
                    pixels: $0.pixels, width: $0.width, height: $0.height, black: black,
                    white: min(white, Double(last) + 1), color: color ?? .white)
            }
        }
        return .init(label: channel.name, images: images)
    }

    private struct Cut {
        let width: Int
        let height: Int
        let pixels: [UInt16]
    }

    private func cutOut(_ record: FrameRecord, _ event: Event) throws -> Cut? {
        guard
            let pixels = try store.read(
                series: record.series, t: record.t, c: record.c, z: record.z),
            pixels.count == record.width * record.height
        else { return nil }
        let width = min(2 * Self.reach, record.width)
        let height = min(2 * Self.reach, record.height)
        // At the frame's border the cut-out moves inwards, so that all are of one size.
        let left = min(max(event.column - Self.reach, 0), record.width - width)
        let top = min(max(event.row - Self.reach, 0), record.height - height)
        var cut: [UInt16] = []
        cut.reserveCapacity(width * height)
        for row in top..<(top + height) {
            let start = row * record.width + left
            cut += pixels[start..<(start + width)]
        }
        return Cut(width: width, height: height, pixels: cut)
    }
}
