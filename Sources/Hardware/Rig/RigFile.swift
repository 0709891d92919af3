/// What a microscope consists of, as its owner wrote it down in `rig.yaml`.
package struct RigFile: Sendable, Equatable {
    package struct Objective: Sendable, Equatable {
        package var magnification: Double
        package var numericalAperture: Double
    }

    /// One box with a plug.
    package struct Device: Sendable, Equatable {
        package enum Driver: Sendable, Equatable {
            case ms2000(port: String, baud: Int, settleTime: Duration)
            case lumencor(port: String, baud: Int)
            case zmqCamera(CameraAddress)
        }

        package var label: String
        package var driver: Driver

        /// The driver's name in the rig file.
        package var driverName: String {
            switch driver {
            case .ms2000: "asi-ms2000"
            case .lumencor: "lumencor-gen3"
            case .zmqCamera: "zmq-camera"
            }
        }

        /// Where it is plugged in.
        package var port: String {
            switch driver {
            case .ms2000(let port, _, _), .lumencor(let port, _): port
            case .zmqCamera(let address): address.control
            }
        }
    }

    /// Which device plays which part.
    package struct Roles: Sendable, Equatable {
        package var xy: String
        package var focus: String
        package var camera: String
    }

    /// One light line that may be used.
    package struct Light: Sendable, Equatable {
        package var name: String
        package var device: String
        /// The device's own name for the line.
        package var line: String
        package var gate: LightGate
        package var wavelengthNanometers: Double
        /// `nil`: powers are fractions, and the ledger counts relative units.
        package var calibration: Calibration?
    }

    package enum Power: Sendable, Equatable {
        /// At the sample; only for a calibrated light.
        case milliwatts(Double)
        /// Of full scale; only for a light without calibration.
        case fraction(Double)
    }

    /// A light path by the name that plans use.
    package struct Channel: Sendable, Equatable {
        package var name: String
        package var light: String
        package var power: Power
        package var exposure: Duration
        /// `#rrggbb`, for display.
        package var color: String
        package var emissionNanometers: Double?
    }

    package var name: String
    /// How fast a simulated rig runs; 1 for a real one.
    package var clockSpeed: Double
    package var objective: Objective
    /// At the sample, without binning.
    package var pixelMicrometers: Double
    package var devices: [Device]
    package var roles: Roles
    package var lights: [Light]
    package var channels: [Channel]
    package var limits: MotionLimits

    package func device(_ label: String) -> Device? { devices.first { $0.label == label } }
    package func light(_ name: String) -> Light? { lights.first { $0.name == name } }
    package func channel(_ name: String) -> Channel? { channels.first { $0.name == name } }
}

extension RigFile.Light {
    /// The setting of the device for `power`; `nil` where the light cannot give it.
    package func fraction(for power: RigFile.Power) -> Double? {
        switch (power, calibration) {
        case (.milliwatts(let milliwatts), .some(let calibration)):
            calibration.fraction(milliwatts: milliwatts)
        case (.fraction(let fraction), .none): (0...1).contains(fraction) ? fraction : nil
        default: nil
        }
    }
}
