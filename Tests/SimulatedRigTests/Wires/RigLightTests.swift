import Testing

@testable import SimulatedRig

@Suite("Light on the sample")
struct RigLightTests {
    @Test("a triggered line shines exactly while the camera exposes")
    func gated() throws {
        let bench = try RigBench()
        bench.wakeEngine()
        for request in ["SET TTLENABLE 1", "SET CHINT 2 500", "SET CH 2 1"] {
            _ = bench.engine(request)
        }
        bench.prepareCamera(seconds: 0.2)

        bench.wait(.seconds(1))
        bench.trigger()
        bench.wait(.milliseconds(100))
        #expect(bench.engine("GET CHACT 2") == "A CHACT 1\r\n")
        bench.wait(.seconds(1))
        #expect(bench.engine("GET CHACT 2") == "A CHACT 0\r\n")
        bench.rig.end(at: bench.now)

        let lights = bench.rig.truth.lights
        #expect(lights.map(\.line) == ["CYAN"])
        #expect(abs(bench.rig.truth.seconds(of: "CYAN") - 0.2) < 1e-9)
        #expect(abs((lights.first?.milliwatts ?? 0) - 60) < 0.01)
        #expect(abs((lights.first?.irradiance ?? 0) - 0.06 / 0.007_088) < 0.01)
        let booked = bench.rig.truth.exposures.first?.light.first
        #expect(booked?.line == "CYAN")
        #expect(abs((booked?.seconds ?? 0) - 0.2) < 1e-9)
    }

    @Test("an untriggered line shines from switch to switch, and exposures get their part")
    func ungated() throws {
        let bench = try RigBench()
        bench.wakeEngine()
        _ = bench.engine("SET CHINT 6 1000")
        _ = bench.engine("SET CH 6 1")
        let on = bench.seconds
        bench.prepareCamera(seconds: 0.05)
        bench.trigger()
        bench.wait(.seconds(5))
        _ = bench.engine("SET MULCH 0 0 0 0 0 0 0 0")
        let off = bench.seconds
        bench.wait(.seconds(5))

        let light = try #require(bench.rig.truth.lights.first)
        #expect(bench.rig.truth.lights.count == 1)
        #expect(light.line == "RED")
        #expect(abs(light.from - on) < 0.01 && abs(light.to - off) < 0.01)
        let exposure = try #require(bench.rig.truth.exposures.first)
        #expect(abs(exposure.to - exposure.from - 0.05) < 1e-9)
        #expect(abs((exposure.light.first?.seconds ?? 0) - 0.05) < 1e-9)
    }

    @Test("a change of intensity in mid-exposure is split at its exact time")
    func intensityChange() throws {
        let bench = try RigBench()
        bench.wakeEngine()
        for request in ["SET TTLENABLE 1", "SET CHINT 4 1000", "SET CH 4 1"] {
            _ = bench.engine(request)
        }
        bench.prepareCamera(seconds: 2.5)
        bench.trigger()
        bench.wait(.seconds(1))
        _ = bench.engine("SET CHINT 4 500")
        bench.wait(.seconds(5))

        let lights = bench.rig.truth.lights
        #expect(lights.count == 2)
        #expect(lights.first?.to == lights.last?.from)
        #expect(abs(bench.rig.truth.seconds(of: "GREEN") - 2.5) < 1e-9)
        let exposure = try #require(bench.rig.truth.exposures.first?.light.first)
        let total = bench.rig.truth.joulesPerSquareCentimeter(of: "GREEN")
        #expect(abs(exposure.joulesPerSquareCentimeter - total) < 1e-9 * total)
    }

    @Test("the lamp is gated as the wiring says", arguments: LightSettings.Gate.allCases)
    func lamp(gate: LightSettings.Gate) throws {
        let bench = try RigBench { $0.light.lampGate = gate }
        _ = bench.stage("LED X=50")
        bench.prepareCamera(seconds: 0.1)
        bench.trigger()
        bench.wait(.seconds(2))
        _ = bench.stage("LED X=0")
        bench.wait(.seconds(2))

        let seconds = bench.rig.truth.seconds(of: "LED")
        switch gate {
        case .camera: #expect(abs(seconds - 0.1) < 1e-9)
        case .software: #expect((2...2.1).contains(seconds))
        }
    }

    @Test("abort closes the gate at once, and the light until then is booked")
    func abort() throws {
        let bench = try RigBench()
        _ = bench.stage("LED X=20")
        bench.prepareCamera(seconds: 5)
        bench.trigger()
        let began = bench.seconds
        bench.wait(.seconds(1))
        bench.camera(#"{"request": "abort"}"#)
        bench.wait(.seconds(10))

        let seconds = bench.rig.truth.seconds(of: "LED")
        #expect(abs(seconds - 1) < 0.002 && began > 0)
        let exposure = try #require(bench.rig.truth.exposures.first)
        #expect(exposure.isAborted)
        #expect(abs((exposure.light.first?.seconds ?? 0) - seconds) < 1e-9)
        #expect(bench.frames.isEmpty)
    }

    @Test("the specimen gets every joule that the truth tells of")
    func specimenDose() throws {
        let bench = try RigBench()
        bench.wakeEngine()
        _ = bench.engine("SET CHINT 0 700")
        for state in [1, 0, 1] {
            _ = bench.engine("SET CH 0 \(state)")
            bench.wait(.milliseconds(2345))
        }
        bench.rig.end(at: bench.now)

        let total = bench.rig.truth.joulesPerSquareCentimeter(of: "VIOLET")
        let most = bench.rig.specimen.cells.compactMap { $0.dose["VIOLET"] }.max() ?? 0
        #expect(total > 1)
        #expect(most > 0.5 * total && most < 1.5 * total)
    }
}
