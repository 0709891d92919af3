/// One line of a simulated rig's truth file, as far as the evaluation needs it.
///
/// Times are seconds of rig time. Reading is tolerant of more keys than these, because the rig may
/// tell more.
package enum TruthRecord: Sendable, Equatable {
    case division(TruthDivision)
    case light(TruthLight)
    case exposure(TruthExposure)
    case damage(TruthDamage)
    case flash(TruthFlash)
    case stageLimit
    /// The rig ended in an orderly way.
    case end
    /// A kind that the evaluation does not use.
    case other(kind: String)
}

/// A division that ran to its end.
package struct TruthDivision: Sendable, Equatable, Decodable {
    package var cell: Int
    package var envelopeBreakdown: Double
    package var anaphase: Double
    package var end: Double

    package init(cell: Int, envelopeBreakdown: Double, anaphase: Double, end: Double) {
        self.cell = cell
        self.envelopeBreakdown = envelopeBreakdown
        self.anaphase = anaphase
        self.end = end
    }

    private enum CodingKeys: String, CodingKey {
        case cell
        case envelopeBreakdown = "envelope_breakdown"
        case anaphase, end
    }
}

/// An interval in which light of one line really reached the sample.
package struct TruthLight: Sendable, Equatable, Decodable {
    package var line: String
    package var irradianceWattsPerCm2: Double
    package var from: Double
    package var to: Double

    private enum CodingKeys: String, CodingKey {
        case line
        case irradianceWattsPerCm2 = "irradiance_w_cm2"
        case from, to
    }
}

/// One exposure of the camera, with what light it had and which nuclei it shows.
package struct TruthExposure: Sendable, Equatable, Decodable {
    package struct Light: Sendable, Equatable, Decodable {
        package var line: String
        package var seconds: Double
        package var joulesPerCm2: Double

        private enum CodingKeys: String, CodingKey {
            case line, seconds
            case joulesPerCm2 = "j_cm2"
        }
    }

    package struct Cell: Sendable, Equatable, Decodable {
        package var id: Int
        /// Middle, in pixels of the frame.
        package var x: Double
        package var y: Double
        package var peakSNR: Double
        /// Of the organelle; `nil` in the files of older rigs.
        package var organelleSNR: Double?
        /// What that would be in a flash.
        package var flashSNR: Double?
        /// Amount of the nuclear label, bleached or not; an average cell's is 1.
        package var nucleusLevel: Double?
        /// Share that still shines of the label that bleached most.
        package var labelLeft: Double?
        /// ``interphase`` or a phase of mitosis; `nil` in a truth that does not say.
        package var phase: String?

        package static let interphase = "interphase"

        private enum CodingKeys: String, CodingKey {
            case id
            case x = "x_px"
            case y = "y_px"
            case peakSNR = "peak_snr"
            case organelleSNR = "organelle_snr"
            case flashSNR = "flash_snr"
            case nucleusLevel = "nucleus_level"
            case labelLeft = "label_left"
            case phase
        }
    }

    package var from: Double
    package var to: Double
    package var xMicrometers: Double
    package var yMicrometers: Double
    package var light: [Light]
    package var cells: [Cell]
    /// The camera's number of the frame; `nil` in a truth that does not say.
    package var frame: Int64?

    private enum CodingKeys: String, CodingKey {
        case from, to, frame
        case xMicrometers = "x_um"
        case yMicrometers = "y_um"
        case light, cells
    }
}

/// A cell's organelle was brighter for a while.
package struct TruthFlash: Sendable, Equatable, Decodable {
    package var cell: Int
    package var from: Double
    package var to: Double
}

/// Something that light did to a cell.
package struct TruthDamage: Sendable, Equatable, Decodable {
    package var cell: Int
    package var time: Double
    /// `delay`, `motility`, `rounding`, `blebbing`, `arrest` or `death`.
    package var what: String
}
