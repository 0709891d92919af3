/// What a number counts. Each case is the unit in which ``Document/quantity(_:)`` returns it; the
/// file may use any unit of the same kind.
package enum Unit: CaseIterable, Sendable {
    case seconds
    case micrometers
    case nanometers
    case milliwatts
    case wattsPerSquareCentimeter
    case joulesPerSquareCentimeter
    case squareCentimeters
    /// `5 %` is 0.05.
    case fraction
    case bytes
    case celsius

    /// The quantity as a sentence calls it.
    var noun: String {
        switch self {
        case .seconds: "a duration"
        case .micrometers: "a length"
        case .nanometers: "a wavelength"
        case .milliwatts: "a power"
        case .wattsPerSquareCentimeter: "an irradiance"
        case .joulesPerSquareCentimeter: "a dose"
        case .squareCentimeters: "an area"
        case .fraction: "a percentage"
        case .bytes: "a size"
        case .celsius: "a temperature"
        }
    }

    /// The unit that an error message proposes.
    var preferredSymbol: String {
        switch self {
        case .seconds: "s"
        case .micrometers: "um"
        case .nanometers: "nm"
        case .milliwatts: "mW"
        case .wattsPerSquareCentimeter: "W/cm2"
        case .joulesPerSquareCentimeter: "J/cm2"
        case .squareCentimeters: "cm2"
        case .fraction: "%"
        case .bytes: "GB"
        case .celsius: "C"
        }
    }

    /// What a number with `symbol` is multiplied by; `nil` where `symbol` measures something else.
    func factor(_ symbol: String) -> Double? { factors[symbol] }

    private var factors: [String: Double] {
        switch self {
        case .seconds:
            ["ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1, "min": 60, "h": 3600, "d": 86_400]
        case .micrometers: ["nm": 1e-3, "um": 1, "mm": 1e3, "cm": 1e4]
        case .nanometers: ["nm": 1, "um": 1e3]
        case .milliwatts: ["nW": 1e-6, "uW": 1e-3, "mW": 1, "W": 1e3]
        case .wattsPerSquareCentimeter:
            [
                "uW/cm2": 1e-6, "mW/cm2": 1e-3, "W/cm2": 1, "kW/cm2": 1e3, "mW/mm2": 0.1,
                "W/mm2": 100,
            ]
        case .joulesPerSquareCentimeter:
            [
                "uJ/cm2": 1e-6, "mJ/cm2": 1e-3, "J/cm2": 1, "kJ/cm2": 1e3, "mJ/mm2": 0.1,
                "J/mm2": 100,
            ]
        case .squareCentimeters: ["um2": 1e-8, "mm2": 1e-2, "cm2": 1]
        case .fraction: ["%": 0.01]
        case .bytes: ["B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12]
        case .celsius: ["C": 1]
        }
    }
}
