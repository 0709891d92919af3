/// Counts the light that the sample received, and says no before a budget is broken.
///
/// A plain value: copying it makes a what-if. Ask ``refusal(for:)`` before every exposure; book
/// what was given after it. An exposure that might have happened is booked as one that did.
package struct DoseLedger: Equatable, Sendable {
    /// Three exposures of 0.1 J/cm2 fit into 0.3, although no computer can write either exactly.
    private static let roundingShare = 1e-12

    package let budget: LightBudget
    package private(set) var map = DoseMap()
    package private(set) var exposureCount = 0
    private var byPosition: [String: CompensatedSum] = [:]
    private var byChannel: [String: CompensatedSum] = [:]
    private var byLight: [String: CompensatedSum] = [:]
    private var byPositionAndChannel: [String: [String: CompensatedSum]] = [:]
    private var relative: [String: CompensatedSum] = [:]
    private var total = CompensatedSum()

    package init(budget: LightBudget = LightBudget()) { self.budget = budget }

    /// Why this exposure must not happen; nil when it may.
    package func refusal(for planned: PlannedExposure) -> String? {
        if let fault = Self.fault(of: planned) { return fault }
        guard let dose = planned.joulesPerCm2 else {
            return budget.isUnlimited
                ? nil : LightBudget.refusal(ofUncalibrated: planned.light)
        }
        let position = byPosition[planned.position] ?? CompensatedSum()
        return Self.refusal(
            "per position", planned.position, used: position.value, asked: dose,
            after: position.adding(dose), allowed: budget.perPosition)
            ?? cellRefusal(for: planned, dose)
            ?? Self.refusal(
                "for the run", "the run", used: total.value, asked: dose,
                after: total.adding(dose), allowed: budget.run)
    }

    /// Counts light that was given, or may have been. It is counted even over budget.
    ///
    /// - Throws: ``LedgerError`` for numbers that no exposure has: negative, infinite, NaN.
    package mutating func book(
        _ exposure: ExposureRecord, area: IlluminatedArea
    ) throws(LedgerError) {
        let (x, y) = (exposure.xMicrometers, exposure.yMicrometers)
        let fault =
            Self.fault("dose", exposure.joulesPerCm2 ?? 0, "J/cm2")
            ?? Self.fault("dose", exposure.relativeUnits, "relative units")
            ?? Self.fault("exposure", exposure.seconds, "s")
            ?? DoseMap.fault(x: x, y: y, area: area)
        if let fault { throw LedgerError(description: "\(exposure.position): \(fault)") }
        exposureCount += 1
        guard let dose = exposure.joulesPerCm2 else {
            relative[exposure.light, default: CompensatedSum()].add(exposure.relativeUnits)
            return
        }
        byPosition[exposure.position, default: CompensatedSum()].add(dose)
        byChannel[exposure.channel, default: CompensatedSum()].add(dose)
        byLight[exposure.light, default: CompensatedSum()].add(dose)
        byPositionAndChannel[exposure.position, default: [:]][
            exposure.channel, default: CompensatedSum()
        ].add(dose)
        total.add(dose)
        map.add(dose, x: x, y: y, area: area)
    }

    private func cellRefusal(for planned: PlannedExposure, _ dose: Double) -> String? {
        guard let allowed = budget.perCell else { return nil }
        let (x, y, area) = (planned.xMicrometers, planned.yMicrometers, planned.area)
        return Self.refusal(
            "per cell", "the brightest spot at \(planned.position)",
            used: map.peak(x: x, y: y, area: area), asked: dose,
            after: map.peak(adding: dose, x: x, y: y, area: area), allowed: allowed)
    }

    private static func refusal(
        _ budget: String, _ place: String, used: Double, asked: Double, after: Double,
        allowed: Double?
    ) -> String? {
        guard let allowed else { return nil }
        guard !fits(after, allowed) else { return nil }
        return "light budget \(budget): \(place) has used \(inWords(used)) J/cm2, this exposure "
            + "asks \(inWords(asked)) J/cm2, allowed are \(inWords(allowed)) J/cm2"
    }
}

extension DoseLedger {
    /// Whether a dose keeps to what is allowed, but for the rounding of numbers.
    static func fits(_ dose: Double, _ allowed: Double) -> Bool {
        // Written so that a budget or a sum that is no number does not fit.
        dose <= allowed * (1 + roundingShare)
    }
}

// MARK: - Totals

extension DoseLedger {
    /// J/cm2 booked under a position's name.
    package func joulesPerCm2(position: String) -> Double { byPosition[position]?.value ?? 0 }
    package func joulesPerCm2(channel: String) -> Double { byChannel[channel]?.value ?? 0 }
    package func joulesPerCm2(light: String) -> Double { byLight[light]?.value ?? 0 }
    package func joulesPerCm2(position: String, channel: String) -> Double {
        byPositionAndChannel[position]?[channel]?.value ?? 0
    }

    /// J/cm2 of all positions together.
    package var joulesPerCm2: Double { total.value }

    /// J/cm2 of the position that received most.
    package var joulesAtWorstPosition: Double { byPosition.values.map(\.value).max() ?? 0 }

    /// J/cm2 of the spot of the sample that received most.
    package var peakPerCell: Double { map.peak }

    /// What an uncalibrated light has given, in mW s or % s of its setting.
    package func relativeUnits(light: String) -> Double { relative[light]?.value ?? 0 }

    package var positions: [String] { byPosition.keys.sorted() }
    package var channels: [String] { byChannel.keys.sorted() }
    package var uncalibratedLights: [String] { relative.keys.sorted() }
}

// MARK: - Numbers

extension DoseLedger {
    private static func fault(of planned: PlannedExposure) -> String? {
        let fault =
            fault("dose", planned.joulesPerCm2 ?? 0, "J/cm2")
            ?? fault("dose", planned.relativeUnits, "relative units")
            ?? fault("exposure", planned.seconds, "s")
            ?? DoseMap.fault(x: planned.xMicrometers, y: planned.yMicrometers, area: planned.area)
        return fault.map { "\(planned.position): \($0)" }
    }

    private static func fault(_ name: String, _ value: Double, _ unit: String) -> String? {
        guard !(value.isFinite && value >= 0) else { return nil }
        return "\(name) of \(value) \(unit): it must be a number from 0 up"
    }

    /// Four digits after the first that is not 0: enough to see why, and still readable.
    static func inWords(_ value: Double) -> String {
        guard value.isFinite, value > 0 else { return "\(value)" }
        var scale = 1e4
        while value * scale < 1e4, scale < 1e15 { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
