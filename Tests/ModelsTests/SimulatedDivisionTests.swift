import SimulatedRig
import Testing

@testable import Models

/// Divisions of a simulated specimen, seen in phase contrast.
private final class PhaseScope {
    private static let edge = 512
    private let renderer: FrameRenderer
    private let detector = RoundedCellDetector()
    private var pixels: [UInt16] = []

    init(seed: UInt64, optics: OpticsSettings = OpticsSettings()) {
        renderer = FrameRenderer(optics: optics, sensor: SensorSettings(), seed: seed)
    }

    /// The rounded cells of a field, and what truly is in it.
    func look(
        at specimen: Specimen, x: Double, y: Double
    ) -> (found: [RoundedCell], visible: [VisibleCell]) {
        let lamp = LightOnSample(
            line: "LED", wavelengthNanometers: 660, irradiance: 0.028, from: specimen.time,
            to: specimen.time + 0.01, centerX: x, centerY: y, discRadiusMicrometers: 475,
            isTransmitted: true)
        let corner = (2048 - Self.edge) / 2
        let view = SceneView(
            stageX: x, stageY: y,
            region: SensorRegion(x: corner, y: corner, width: Self.edge, height: Self.edge),
            exposureSeconds: 0.01, lights: [lamp])
        let visible = renderer.expose(specimen, view: view, into: &pixels)
        let found = pixels.withUnsafeBufferPointer {
            detector.detect(
                in: ImageView(pixels: $0, width: Self.edge, height: Self.edge),
                pixelMicrometers: view.pixelMicrometers)
        }
        return (found, visible)
    }
}

@Suite("Rounded-cell detector on simulated cells")
struct SimulatedDivisionTests {
    private struct Event {
        let cell: Int
        let anaphase: Double
        let x: Double
        let y: Double
    }

    private func settings(seed: UInt64) -> SpecimenSettings {
        var settings = SpecimenSettings()
        settings.seed = seed
        settings.widthMicrometers = 1500
        settings.heightMicrometers = 1500
        return settings
    }

    private func divisions(seed: UInt64) -> [Event] { divisions(of: settings(seed: seed)) }

    private func divisions(of settings: SpecimenSettings) -> [Event] {
        var specimen = Specimen(settings)
        specimen.advance(to: 5 * 3600)
        return specimen.drainEvents().compactMap { event in
            guard case .division(let division) = event, division.anaphase > 3600 else { return nil }
            return Event(
                cell: division.cell, anaphase: division.anaphase, x: division.xMicrometers,
                y: division.yMicrometers)
        }.filter { abs($0.x) < 600 && abs($0.y) < 600 }.prefix(10).sorted {
            $0.anaphase < $1.anaphase
        }
    }

    /// Seeds that nothing was tuned on.
    @Test("metaphase cells are found and spread cells are not", arguments: [101, 102, 103])
    func recallAndPrecision(seed: UInt64) throws {
        var specimen = Specimen(settings(seed: seed))
        let scope = PhaseScope(seed: seed)
        var hits = 0
        var misses = 0
        var falseAlarms = 0
        var frames = 0

        for event in divisions(seed: seed) {
            specimen.advance(to: event.anaphase - 300)
            // Off the middle of the field, as cells are.
            let view = scope.look(at: specimen, x: event.x + 45, y: event.y - 50)
            frames += 1
            guard let cell = view.visible.first(where: { $0.id == event.cell }) else { continue }
            let isFound = view.found.contains {
                $0.score > 0.6 && distance($0, cell) < 6
            }
            if isFound { hits += 1 } else { misses += 1 }
            falseAlarms += view.found.count { candidate in
                candidate.score > 0.6
                    && view.visible.allSatisfy { known in
                        distance(candidate, known) > 10 || known.phase == .interphase
                    } && !isYoung(candidate, in: view.visible, of: specimen)
            }
        }

        #expect(hits + misses >= 3, "the seed shows too few divisions to judge by")
        #expect(Double(hits) >= 0.9 * Double(hits + misses))
        #expect(falseAlarms * 10 <= frames)
    }

    /// A body of its own radius in µm, and a halo of its own strength and width in µm.
    struct Look: CustomTestStringConvertible {
        let radius: Double
        let share: Double
        let width: Double

        var testDescription: String { "\(radius) µm, halo \(share), \(width) µm" }
    }

    @Test(
        "metaphase cells of any size and under any halo are found",
        arguments: [
            Look(radius: 7.5, share: 0.9, width: 4), Look(radius: 7.5, share: 0.65, width: 6),
            Look(radius: 10, share: 0.65, width: 4.5), Look(radius: 10.5, share: 0.85, width: 5),
        ])
    func unusual(look: Look) throws {
        var settings = settings(seed: 105)
        for kind in settings.kinds.indices {
            settings.kinds[kind].roundRadiusMicrometers = look.radius
        }
        var optics = OpticsSettings()
        optics.haloShare = look.share
        optics.haloMicrometers = look.width
        var specimen = Specimen(settings)
        let scope = PhaseScope(seed: 105, optics: optics)
        var scores: [Double] = []

        for event in divisions(of: settings) where event.anaphase - 300 > specimen.time {
            specimen.advance(to: event.anaphase - 300)
            let view = scope.look(at: specimen, x: event.x + 45, y: event.y - 50)
            guard let cell = view.visible.first(where: { $0.id == event.cell }) else { continue }
            scores.append(view.found.filter { distance($0, cell) < 7 }.map(\.score).max() ?? 0)
        }

        #expect(scores.count >= 3, "the seed shows too few divisions to judge by")
        #expect(Double(scores.count { $0 > 0.6 }) >= 0.9 * Double(scores.count), "\(scores)")
    }

    @Test("a cell looks like one body in metaphase and its light changes after", arguments: [104])
    func splits(seed: UInt64) throws {
        var specimen = Specimen(settings(seed: seed))
        let scope = PhaseScope(seed: seed)
        var whole = 0
        var changed = 0
        var judged = 0

        for event in divisions(seed: seed) where event.anaphase - 300 > specimen.time {
            specimen.advance(to: event.anaphase - 300)
            let before = scope.look(at: specimen, x: event.x, y: event.y).found.first {
                distance($0, x: 256, y: 256) < 8
            }
            specimen.advance(to: event.anaphase + 720)
            let after = scope.look(at: specimen, x: event.x, y: event.y).found.filter {
                distance($0, x: 256, y: 256) < 15
            }
            guard let before else { continue }
            judged += 1
            if before.split < 0.25 { whole += 1 }
            if after.allSatisfy({ $0.split > 0.5 || $0.contrast < 0.8 * before.contrast }) {
                changed += 1
            }
        }

        #expect(judged >= 3)
        #expect(whole == judged)
        #expect(Double(changed) >= 0.9 * Double(judged))
    }

    private func distance(_ candidate: RoundedCell, _ cell: VisibleCell) -> Double {
        distance(candidate, x: cell.xPixels, y: cell.yPixels)
    }

    private func distance(_ candidate: RoundedCell, x: Double, y: Double) -> Double {
        let dx = candidate.x - x
        let dy = candidate.y - y
        return (dx * dx + dy * dy).squareRoot() * 0.325
    }

    /// Daughters are round for the better part of an hour.
    private func isYoung(
        _ candidate: RoundedCell, in visible: [VisibleCell], of specimen: Specimen
    ) -> Bool {
        let young = Set(specimen.cells.filter { specimen.time - $0.bornAt < 3600 }.map(\.id))
        return visible.contains { young.contains($0.id) && distance(candidate, $0) < 20 }
    }
}
