/// One line of the truth: something that really happened, whatever the wires said.
///
/// Times in seconds of rig time, places in micrometres.
package enum TruthEvent: Sendable {
    case rig(seed: UInt64, settings: JSONValue)
    case specimen(SpecimenEvent)
    case light(LightTruth)
    case exposure(ExposureTruth)
    case motion(MotionTruth)
    case end(EndTruth)
}

/// An unbroken interval in which a line shone on the sample at one power.
package struct LightTruth: Sendable, Equatable {
    package var line: String
    package var milliwatts: Double
    package var irradiance: Double
    package var from: Double
    package var to: Double

    package var seconds: Double { to - from }
    package var joulesPerSquareCentimeter: Double { irradiance * seconds }
}

/// One exposure: where, how long, with how much light, and the cells in it.
package struct ExposureTruth: Sendable {
    package struct Light: Sendable, Equatable {
        package var line: String
        package var seconds: Double
        package var joulesPerSquareCentimeter: Double
    }

    package var frame: Int
    package var from: Double
    package var to: Double
    package var xMicrometers: Double
    package var yMicrometers: Double
    package var zMicrometers: Double
    /// Height of the objective above the specimen's plane of focus.
    package var focusMicrometers: Double
    package var region: SensorRegion
    package var pixelMicrometers: Double
    package var isAborted: Bool
    package var light: [Light]
    package var cells: [VisibleCell]
}

/// A motion of one axis that was begun.
package struct MotionTruth: Sendable, Equatable {
    package var axis: String
    package var from: Double
    package var to: Double
    /// What was asked; differs from `to` if the motion was clipped at a limit.
    package var asked: Double
    package var start: Double
    package var end: Double

    package var isClipped: Bool { asked != to }
}

/// The sum at the end of the rig's life.
package struct EndTruth: Sendable {
    package var time: Double
    package var exposureCount: Int
    package var livingCount: Int
}
