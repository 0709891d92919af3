import Documents
import Testing

@testable import Hardware

@Suite("Rig file")
struct RigFileTests {
    static let text = """
        rig: 1
        name: Simulated rig
        clock: {speed: 120}
        objective: {magnification: 20, na: 0.75}
        pixel: 0.325 um
        devices:
          stage:   {driver: asi-ms2000, port: /tmp/stage, baud: 115200, settle: 50 ms}
          engine:  {driver: lumencor-gen3, port: /tmp/engine, baud: 115200}
          camera:  {driver: zmq-camera, control: "tcp://127.0.0.1:5701",
                    data: "tcp://127.0.0.1:5702"}
        roles:
          xy: stage
          focus: stage
          camera: camera
        lights:
          lamp:  {device: stage,  line: LED,  gate: camera,  wavelength: 660 nm}
          cyan:  {device: engine, line: CYAN, gate: camera, wavelength: 475 nm,
                  calibration: {curve: [[0, 0 mW], [0.5, 60 mW], [1, 115 mW]], area: 0.00709 cm2,
                                uncertainty: 5 %}}
        channels:
          phase:  {light: lamp, power: 2 %, exposure: 10 ms, color: "#ffffff"}
          nuclei: {light: cyan, power: 20 mW, exposure: 100 ms, color: "#00FF66", emission: 510 nm}
        limits:
          x: [-2000 um, 2000 um]
          y: [-2 mm, 2 mm]
          z: [-200 um, 200 um]
        """

    private func read(_ text: String = text) throws -> RigFile {
        try RigFile.parse(text, file: "rig.yaml")
    }

    @Test("is read whole")
    func whole() throws {
        let rig = try read()

        #expect(rig.name == "Simulated rig")
        #expect(rig.clockSpeed == 120)
        #expect(rig.pixelMicrometers == 0.325)
        #expect(rig.limits == MotionLimits(x: -2000...2000, y: -2000...2000, z: -200...200))
        #expect(rig.channel("nuclei")?.power == .milliwatts(20))
        #expect(rig.channel("nuclei")?.color == "#00ff66")
        #expect(rig.channel("phase")?.power == .fraction(0.02))
        #expect(rig.light("cyan")?.gate == .camera)
        #expect(
            rig.device("stage")?.driver
                == .ms2000(port: "/tmp/stage", baud: 115_200, settleTime: .milliseconds(50)))
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let from: String
        let to: String
        let message: String
        var testDescription: String { to }

        init(_ from: String, _ to: String, _ message: String) {
            self.from = from
            self.to = to
            self.message = message
        }
    }

    @Test(
        "each mistake has its place and its cure",
        arguments: [
            Mistake("rig: 1", "rig: 2", "rig.yaml:1:6: this program reads rig files of version 1"),
            Mistake(
                "pixel:", "pixle:", "rig.yaml:5:1: unknown key \"pixle\"; did you mean \"pixel\"?"),
            Mistake(
                "0.325 um", "0.325",
                "rig.yaml:5:8: \"0.325\" has no unit; write it in um, e.g. 0.325 um"),
            Mistake(
                "asi-ms2000", "asi-ms200",
                "unknown value \"asi-ms200\"; did you mean \"asi-ms2000\"?"),
            Mistake("xy: stage", "xy: stag", "unknown value \"stag\"; did you mean \"stage\"?"),
            Mistake("xy: stage", "xy: camera", "\"camera\" cannot be xy"),
            Mistake("light: cyan", "light: cian", "did you mean \"cyan\"?"),
            Mistake(
                "device: engine, line: CYAN", "device: camera, line: CYAN", "is no light source"),
            Mistake("[1, 115 mW]", "[1, 55 mW]", "the curve must rise from point to point"),
            Mistake("[0.5, 60 mW]", "[0, 60 mW]", "the curve must rise from point to point"),
            Mistake("[0.5, 60 mW], [1, 115 mW]", "", "a curve has at least two points"),
            Mistake("20 mW, exposure", "116 mW, exposure", "is calibrated from 0.0 to 115.0 mW"),
            Mistake("20 mW, exposure", "20 %, exposure", "\"20 %\" is not a power"),
            Mistake("power: 2 %", "power: 2 mW", "has no calibration"),
            Mistake("[-2 mm, 2 mm]", "[2 mm, -2 mm]", "the lower limit must be below the upper"),
            Mistake("[-2 mm, 2 mm]", "[0 mm, 0 mm]", "the lower limit must be below the upper"),
            Mistake("/tmp/engine", "/tmp/stage", "two devices on one port"),
            Mistake(
                "gate: camera, wavelength: 475 nm", "gate: kamera, wavelength: 475 nm",
                "did you mean \"camera\"?"),
            Mistake("baud: 115200, settle", "baud: 115201, settle", "baud is one of"),
            Mistake("\"#ffffff\"", "white", "a colour is written #rrggbb"),
            Mistake("line: LED", "line: CYAN", "unknown value \"CYAN\""),
            Mistake("area: 0.00709 cm2", "area: 0 cm2", "must be above zero"),
        ])
    func mistakes(mistake: Mistake) throws {
        let text = Self.text.replacing(mistake.from, with: mistake.to, maxReplacements: 1)

        let error = #expect(throws: DocumentError.self) { try read(text) }

        #expect(
            error?.description.contains(mistake.message) == true, "\(String(describing: error))")
    }

    @Test("a rig without limits is read; its drivers refuse to move")
    func noLimits() throws {
        let text = Self.text.prefix(
            upTo: try #require(Self.text.firstRange(of: "limits:")).lowerBound)

        #expect(try read(String(text)).limits == MotionLimits())
    }

    @Test("a calibration converts between setting, power, irradiance and dose")
    func calibration() throws {
        let cyan = try #require(try read().light("cyan")?.calibration)

        #expect(cyan.fraction(milliwatts: 30) == 0.25)
        #expect(cyan.milliwatts(fraction: 0.75) == 87.5)
        #expect(abs(cyan.irradiance(milliwatts: 20) - 2.8209) < 1e-4)
        #expect(abs(cyan.dose(milliwatts: 20, exposure: .milliseconds(100)) - 0.28209) < 1e-5)
        #expect(cyan.fraction(milliwatts: 115.001) == nil)
        #expect(cyan.fraction(milliwatts: .nan) == nil)
        #expect(cyan.milliwatts(fraction: -0.1) == nil)
    }
}
