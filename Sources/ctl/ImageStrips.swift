import Acquisition
import Agent
import Dashboard
import Models

/// Pictures of what a policy spent its light on: the same crop of each channel, over time.
struct ImageStrips {
    /// One stretch of light at one position.
    private struct Event {
        let position: Int
        let name: String
        let channel: String
        let reason: String
        let x: Double
        let y: Double
        let from: Double
        var to: Double
    }

    private struct Place: Hashable {
        let position: Int
        let channel: String
    }

    private struct Shot {
        let frame: FrameRecord
        let seconds: Double
    }

    private static let columnCount = 8
    private static let side = 144
    private static let stripCount = 5

    private let store: StoredImages
    private let source: ReportSource
    private let channels: [String]
    private let shots: [Shot]
    private let restored: RestoredFrames
    /// Of each event's exposure: seconds × milliwatts, or × the setting without a calibration.
    private let lights: [Int: Double]
    /// Grey value of a dark pixel.
    private let offset: Double

    init(_ folder: RunFolder, _ source: ReportSource) throws {
        self.source = source
        store = try StoredImages(at: folder.images)
        channels = store.layout.series.first?.channels.map(\.name) ?? []
        restored = RestoredFrames(folder)
        let exposures = try source.journal.exposures()
        let starts = Dictionary(exposures.map { ($0.eventIndex, $0.at) }) { first, _ in first }
        lights = Dictionary(exposures.map { ($0.eventIndex, $0.relativeUnits) }) { first, _ in first
        }
        offset = try CameraFacts(source.journal)?.offset ?? 0
        shots = try source.journal.frames().compactMap { frame in
            starts[frame.eventIndex].map { Shot(frame: frame, seconds: $0) }
        }
    }

    /// The longest stretches, those of cells well inside the frame first, in the order of time.
    func strips() throws -> [ReportData.ImageStrip] {
        let longest = try events().sorted { first, second in
            let areInside = (isInside(first), isInside(second))
            if areInside.0 != areInside.1 { return areInside.0 }
            return first.to - first.from > second.to - second.from
        }.prefix(Self.stripCount)
        return try longest.sorted { $0.from < $1.from }.compactMap(strip)
    }

    private func events() throws -> [Event] {
        var open: [Place: Event] = [:]
        var closed: [Event] = []
        for record in try source.journal.decisions() where !record.isShadow {
            let proposals = try JSONText.decode([Proposal].self, from: record.applied)
            for proposal in proposals {
                guard let isTaken = proposal.change.takes else { continue }
                let place = Place(position: proposal.position, channel: proposal.channel)
                if var event = open.removeValue(forKey: place) {
                    event.to = record.at
                    closed.append(event)
                }
                // A decision that another version wrote has no picture; the table still has it.
                guard isTaken,
                    case .frame(let observation)? = try? RecordedInput(text: record.inputs),
                    let cell = observation.features.candidates.first
                else { continue }
                open[place] = Event(
                    position: proposal.position, name: record.position, channel: proposal.channel,
                    reason: record.reason, x: cell.x, y: cell.y, from: record.at, to: record.at)
            }
        }
        let end = shots.last?.seconds ?? 0
        return closed
            + open.values.sorted {
                ($0.from, $0.position, $0.channel) < ($1.from, $1.position, $1.channel)
            }
            .map { event in
                var event = event
                event.to = end
                return event
            }
    }

    /// Whether the crop lies round the cell, not beside it.
    private func isInside(_ event: Event) -> Bool {
        guard let series = store.layout.series.first else { return false }
        let margin = Double(Self.side) / 2
        return event.x >= margin && event.x <= Double(series.sizeX) - margin
            && event.y >= margin && event.y <= Double(series.sizeY) - margin
    }

    private func strip(_ event: Event) throws -> ReportData.ImageStrip? {
        let own = shots.filter { $0.frame.series == event.position }
        let spent = own.filter {
            channels[$0.frame.c] == event.channel && $0.seconds >= event.from
                && $0.seconds <= event.to + 600
        }
        guard !spent.isEmpty else { return nil }
        let columns = evenly(spent)
        var rows: [ReportData.ImageStrip.Row] = []
        for (c, name) in channels.enumerated() {
            let brightest = columns.compactMap { lights[$0.frame.eventIndex] }.max() ?? 0
            let isLit = !source.transmitted.contains(name)
            /// Frames that had less light are shown as if they had had as much as the brightest.
            func gain(_ frame: FrameRecord) -> Double {
                guard isLit, let light = lights[frame.eventIndex], light > 0 else { return 1 }
                return max(1, brightest / light)
            }
            let images = try columns.map { shot -> [UInt16]? in
                guard own.contains(where: { $0.frame.t == shot.frame.t && $0.frame.c == c })
                else { return nil }
                return try store.read(
                    series: event.position, t: shot.frame.t, c: c, z: shot.frame.z
                )
                .map { lit(crop($0, of: shot.frame, event), gain(shot.frame), offset) }
            }
            rows.append(row(name, name, images))
            let series = store.layout.series[event.position].name
            let better = columns.map { shot -> [UInt16]? in
                // A column is a shot of the event's channel; another channel has its own frame.
                guard
                    let frame = own.first(where: {
                        $0.frame.t == shot.frame.t && $0.frame.z == shot.frame.z && $0.frame.c == c
                    })?.frame
                else { return nil }
                return restored.plane(of: frame, series: series, channel: name).map {
                    lit(crop($0, of: frame, event), gain(frame), 16 * offset)
                }
            }
            if better.contains(where: { $0 != nil }) {
                rows.append(row("\(name), restored", name, better))
            }
        }
        let minutes = columns.map { shot in
            let value = ((shot.seconds - event.from) / 60).rounded()
            return "\(value < 0 ? "−" : "+")\(Int(abs(value))) min"
        }
        return ReportData.ImageStrip(
            title: "\(event.name), from \(clock(event.from))", caption: event.reason,
            columns: minutes, rows: rows)
    }

    private func evenly(_ shots: [Shot]) -> [Shot] {
        guard shots.count > Self.columnCount else { return shots }
        return (0..<Self.columnCount).map { column in
            shots[column * (shots.count - 1) / (Self.columnCount - 1)]
        }
    }

    /// A square round the cell, moved inwards where it would leave the frame.
    private func crop(_ pixels: [UInt16], of frame: FrameRecord, _ event: Event) -> [UInt16] {
        let side = min(Self.side, frame.width, frame.height)
        let left = min(max(Int(event.x) - side / 2, 0), frame.width - side)
        let top = min(max(Int(event.y) - side / 2, 0), frame.height - side)
        return (0..<side).flatMap { row in
            let start = (top + row) * frame.width + left
            return pixels[start..<(start + side)]
        }
    }

    /// Grey values above `offset`, times `gain`.
    private func lit(_ pixels: [UInt16], _ gain: Double, _ offset: Double) -> [UInt16] {
        guard gain > 1 else { return pixels }
        return pixels.map {
            UInt16(min(max(offset + (Double($0) - offset) * gain, 0), 65535))
        }
    }

    /// All images of a row on one grey scale, so that they can be compared.
    private func row(
        _ label: String, _ name: String, _ images: [[UInt16]?]
    ) -> ReportData.ImageStrip.Row {
        let isTransmitted = source.transmitted.contains(name)
        let sorted = images.compactMap(\.self).joined().sorted()
        guard let least = sorted.first else {
            return .init(label: label, images: images.map { _ in nil })
        }
        let low = Double(isTransmitted ? sorted[sorted.count / 200] : sorted[sorted.count / 4])
        let high = Double(sorted[sorted.count - 1 - sorted.count / 2000])
        let color = source.channels.first { $0.name == name }?.color ?? "#ffffff"
        return .init(
            label: label,
            images: images.map { pixels in
                pixels.map { pixels in
                    let side = Int(Double(pixels.count).squareRoot())
                    return RasterImage(
                        pixels: pixels, width: side, height: side, black: max(low, Double(least)),
                        white: high,
                        color: isTransmitted ? .white : RGBColor(color) ?? .white)
                }
            })
    }

    private func clock(_ seconds: Double) -> String {
        let minutes = Int(seconds / 60)
        return "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60) h"
    }
}
