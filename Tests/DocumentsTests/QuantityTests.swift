import Testing

@testable import Documents

@Suite("Quantities")
struct QuantityTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let unit: Unit
        let value: Double
        var testDescription: String { text }

        init(_ text: String, _ unit: Unit, _ value: Double) {
            self.text = text
            self.unit = unit
            self.value = value
        }
    }

    private func document(_ text: String) throws -> Document {
        try Document.parse("\"\(text)\"", file: "rig.yaml")
    }

    @Test(
        "are converted to the unit that was asked for",
        arguments: [
            Case("12 J/cm2", .joulesPerSquareCentimeter, 12),
            Case("3 mJ/cm²", .joulesPerSquareCentimeter, 0.003),
            Case("100 ms", .seconds, 0.1), Case("2min", .seconds, 120),
            Case("0.325 um", .micrometers, 0.325), Case("0.325 µm", .micrometers, 0.325),
            Case("0.325 μm", .micrometers, 0.325), Case("-2 mm", .micrometers, -2000),
            Case("5 %", .fraction, 0.05), Case("475 nm", .nanometers, 475),
            Case("20 mW", .milliwatts, 20), Case("1.5e3 uW", .milliwatts, 1.5),
            Case("0.007 cm2", .squareCentimeters, 0.007), Case("1 GB", .bytes, 1e9),
            Case("2 W/cm^2", .wattsPerSquareCentimeter, 2), Case("37 °C", .celsius, 37),
        ])
    func conversion(of quantity: Case) throws {
        let value = try document(quantity.text).quantity(quantity.unit)

        #expect(abs(value - quantity.value) <= 1e-12 * max(1, abs(quantity.value)))
    }

    @Test("a wrong unit names the right one with an example")
    func wrongUnit() {
        let error = #expect(throws: DocumentError.self) {
            try document("3 W").quantity(.joulesPerSquareCentimeter)
        }

        #expect(error?.message == "\"3 W\" is not a dose; write it in J/cm2, e.g. 3 J/cm2")
    }

    @Test("a bare number names the right unit")
    func bareNumber() throws {
        let error = #expect(throws: DocumentError.self) {
            try Document.parse("20", file: "rig.yaml").quantity(.milliwatts)
        }

        #expect(error?.message == "\"20\" has no unit; write it in mW, e.g. 20 mW")
    }

    @Test(
        "what is no finite number is refused",
        arguments: [
            "nan mW", "inf mW", "1e309 mW", "mW", "", "1.2.3 mW", "0x10 mW", "1e308 W", "1,5 mW",
        ])
    func notFinite(text: String) {
        #expect(throws: DocumentError.self) { try document(text).quantity(.milliwatts) }
    }

    @Test(
        "a duration too long to count is refused, not trapped over",
        arguments: ["1e300 d", "1e11 s"])
    func longDuration(text: String) {
        #expect(throws: DocumentError.self) { try document(text).duration() }
    }

    @Test("a duration keeps its milliseconds")
    func duration() throws {
        #expect(try document("100 ms").duration() == .milliseconds(100))
    }
}
