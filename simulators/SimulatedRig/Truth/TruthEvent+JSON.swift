extension TruthEvent {
    /// The lines of the truth file for this event.
    package var json: [JSONValue] {
        switch self {
        case .rig(let seed, let settings):
            [.object(["kind": "rig", "seed": .integer(Int(clamping: seed)), "settings": settings])]
        case .specimen(let event): [event.json]
        case .light(let light): [light.json]
        case .exposure(let exposure): [exposure.json]
        case .motion(let motion):
            motion.isClipped
                ? [motion.json(kind: "motion"), motion.json(kind: "stage_limit")]
                : [motion.json(kind: "motion")]
        case .end(let end): [end.json]
        }
    }
}

/// A time or a place, to the nanosecond or the picometre: further digits are noise.
private func rounded(_ value: Double) -> JSONValue { .number((value * 1e9).rounded() / 1e9) }

extension SpecimenEvent {
    fileprivate var json: JSONValue {
        switch self {
        case .birth(let birth):
            .object([
                "kind": "cell", "id": .integer(birth.cell), "cell_kind": .string(birth.kind),
                "born": rounded(birth.time), "x_um": rounded(birth.xMicrometers),
                "y_um": rounded(birth.yMicrometers),
                "parent": birth.parent.map { .integer($0) } ?? .null,
            ])
        case .phase(let cell, let phase, let time):
            .object([
                "kind": "phase", "cell": .integer(cell), "phase": .string(phase.rawValue),
                "time": rounded(time),
            ])
        case .division(let division):
            .object([
                "kind": "division", "cell": .integer(division.cell),
                "envelope_breakdown": rounded(division.envelopeBreakdown),
                "metaphase": rounded(division.metaphase), "anaphase": rounded(division.anaphase),
                "end": rounded(division.end), "x_um": rounded(division.xMicrometers),
                "y_um": rounded(division.yMicrometers),
                "daughters": .array(division.daughters.map { .integer($0) }),
            ])
        case .damage(let cell, let time, let what):
            .object([
                "kind": "damage", "cell": .integer(cell), "time": rounded(time),
                "what": .string(what.rawValue),
            ])
        case .flash(let cell, let from, let to):
            .object([
                "kind": "flash", "cell": .integer(cell), "from": rounded(from), "to": rounded(to),
            ])
        case .end(let end):
            .object([
                "kind": "cell_end", "id": .integer(end.cell), "time": rounded(end.time),
                "divided": .bool(end.divided), "damage_peak": .number(end.peakDamage),
                "dose_j_cm2": Self.json(dose: end.dose),
            ])
        }
    }

    private static func json(dose: [String: Double]) -> JSONValue {
        let members = dose.sorted { $0.key < $1.key }
        return .object(members.map { JSONValue.Member(key: $0.key, value: .number($0.value)) })
    }
}

extension LightTruth {
    fileprivate var json: JSONValue {
        .object([
            "kind": "light", "line": .string(line), "power_mw": .number(milliwatts),
            "irradiance_w_cm2": .number(irradiance), "from": rounded(from), "to": rounded(to),
        ])
    }
}

extension MotionTruth {
    fileprivate func json(kind: String) -> JSONValue {
        .object([
            "kind": .string(kind), "axis": .string(axis), "time": rounded(start),
            "end": rounded(end), "from_um": rounded(from), "to_um": rounded(to),
            "asked_um": rounded(asked),
        ])
    }
}

extension ExposureTruth {
    fileprivate var json: JSONValue {
        .object([
            "kind": "exposure", "frame": .integer(frame), "from": rounded(from), "to": rounded(to),
            "x_um": rounded(xMicrometers), "y_um": rounded(yMicrometers),
            "z_um": rounded(zMicrometers), "focus_um": rounded(focusMicrometers),
            "region": .object([
                "x": .integer(region.x), "y": .integer(region.y),
                "width": .integer(region.width), "height": .integer(region.height),
            ]),
            "pixel_um": .number(pixelMicrometers), "aborted": .bool(isAborted),
            "light": .array(
                light.map {
                    .object([
                        "line": .string($0.line), "seconds": rounded($0.seconds),
                        "j_cm2": .number($0.joulesPerSquareCentimeter),
                    ])
                }),
            "cells": .array(cells.map(Self.json)),
        ])
    }

    private static func json(cell: VisibleCell) -> JSONValue {
        func short(_ value: Double) -> JSONValue { .number((value * 1000).rounded() / 1000) }
        return .object([
            "id": .integer(cell.id), "x_px": short(cell.xPixels), "y_px": short(cell.yPixels),
            "phase": .string(cell.phase.rawValue), "peak_snr": short(cell.peakSNR),
            "organelle_snr": short(cell.organelleSNR), "flash_snr": short(cell.flashSNR),
            "nucleus_level": short(cell.nucleusLevel), "label_left": short(cell.labelLeft),
        ])
    }
}

extension EndTruth {
    fileprivate var json: JSONValue {
        .object([
            "kind": "end", "time": rounded(time), "exposures": .integer(exposureCount),
            "living": .integer(livingCount),
        ])
    }
}
