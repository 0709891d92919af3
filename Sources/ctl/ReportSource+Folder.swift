import Acquisition
import Agent
import Dashboard
import Hardware

extension ReportSource {
    /// Gathers what the report of a run folder needs.
    ///
    /// - Parameter truth: The truth file of the simulated rig, if there is one.
    init(folder: RunFolder, truth: String?) throws {
        let inputs = try Inputs(experiment: folder.experiment, rig: folder.rig)
        let journal = try Journal.reading(path: folder.journal)
        let rig = inputs.rig
        let plan = try RunPlan(
            experiment: inputs.experiment, rig: rig,
            sensor: try journal.sensorSize() ?? (65_536, 65_536))
        let transmitted = rig.channels.filter { $0.emissionNanometers == nil }.map(\.name)
        self.init(
            title: inputs.experiment.name ?? "experiment", journal: journal,
            positionNames: plan.positionNames,
            channels: plan.channelNames.map {
                ReportData.Channel(name: $0, color: rig.channel($0)?.color ?? "#888888")
            },
            transmitted: Set(transmitted))
        budgetPerPosition = inputs.experiment.light.budget.perPosition
        fixedScheduleDose = try Self.fixedDose(plan, besides: self.transmitted)
        devices = rig.devices.map { device in
            ReportData.DeviceLine(
                label: device.label, role: Self.roles(of: device.label, in: rig),
                detail: "\(device.driverName) at \(device.port)")
        }
        if let truth {
            try add(
                TruthReading(path: truth, frames: Set(try journal.frames().map(\.cameraFrame))),
                exposures: try journal.exposures())
        }
    }

    /// J/cm² of fluorescence that the plan alone gives a position, on average.
    private static func fixedDose(_ plan: RunPlan, besides transmitted: Set<String>) throws
        -> Double?
    {
        let full = try plan.fullSchedule()
        guard full.uncalibratedLights.isEmpty, !plan.positionNames.isEmpty else { return nil }
        let sum = full.channels.filter { !transmitted.contains($0) }
            .reduce(0) { $0 + full.joulesPerCm2(channel: $1) }
        return sum / Double(plan.positionNames.count)
    }

    private static func roles(of label: String, in rig: RigFile) -> String {
        var roles: [String] = []
        if rig.roles.xy == label { roles.append("stage") }
        if rig.roles.focus == label { roles.append("focus") }
        if rig.roles.camera == label { roles.append("camera") }
        if rig.lights.contains(where: { $0.device == label }) { roles.append("light") }
        return roles.joined(separator: ", ")
    }

    /// Adds what really happened, matched to the plan's positions by place and to its time by the
    /// first exposure.
    private mutating func add(_ truth: TruthReading, exposures: [ExposureRecord]) throws {
        score = truth.score
        if let first = exposures.first, let began = truth.firstExposure {
            truthOffset = began - first.at
        }
        positionOfPlace = truth.score.places.map { place in
            let nearest = exposures.min { place.squaredDistance($0) < place.squaredDistance($1) }
            return nearest.flatMap { positionNames.firstIndex(of: $0.position) }
        }
    }
}

/// A truth file, read once.
private struct TruthReading {
    let score: RunScore
    /// When the rig's first exposure began, in rig time.
    let firstExposure: Double?

    /// - Parameter frames: The camera's numbers of the run's frames: a rig serves many runs.
    init(path: String, frames: Set<Int64>) throws {
        var tally = TruthTally(.init(frames: frames))
        var first: Double?
        try TruthFile(path: path).forEach { record in
            tally.add(record)
            guard first == nil, case .exposure(let exposure) = record else { return }
            if exposure.frame.map(frames.contains) ?? true { first = exposure.from }
        }
        score = tally.score()
        firstExposure = first
    }
}

extension RunScore.Place {
    fileprivate func squaredDistance(_ exposure: ExposureRecord) -> Double {
        let dx = xMicrometers - exposure.xMicrometers
        let dy = yMicrometers - exposure.yMicrometers
        return dx * dx + dy * dy
    }
}

extension Journal {
    /// Width and height of the run's camera.
    func sensorSize() throws -> (width: Int, height: Int)? {
        guard let text = try fact("camera.sensor") else { return nil }
        let sides = text.split(separator: "x").compactMap { Int($0) }
        return sides.count == 2 ? (sides[0], sides[1]) : nil
    }
}
