import Testing

@testable import SimulatedRig

@Suite("MS-2000 on its wire")
struct MS2000Tests {
    /// A request and the reply to it, byte for byte.
    struct Exchange: CustomTestStringConvertible, Sendable {
        var request: String
        var reply: String
        var testDescription: String { request }

        init(_ request: String, _ reply: String) {
            self.request = request
            self.reply = reply
        }
    }

    @Test(
        "answers as the vendor's transcripts do",
        arguments: [
            [Exchange("/", "N\r\n")],
            [Exchange("W X Y", ":A 0.0 0.0 \r\n")],
            [Exchange("M X=10000 Y=-2500", ":A \r\n"), Exchange("/", "B\r\n")],
            [Exchange("M X=10000 Y=-200", ":A \r\n"), Exchange("RS X? Y?", ":A BB\r\n")],
            [Exchange("RS X", ":A 10\r\n")],
            [Exchange("RB X Y", ":\n\n\r\n")],
            [Exchange("R Z=15.5", ":A \r\n")],
            [Exchange("M X=20000", ":A \r\n"), Exchange("HALT", ":N-21\r\n")],
            [Exchange("HALT", ":A \r\n"), Exchange("\\", ":A \r\n")],
            [
                Exchange("S X?", ":A X=5.745920\r\n"), Exchange("S X=10000", ":A \r\n"),
                Exchange("S X?", ":A X=7.500000\r\n"),
            ],
            [Exchange("AC X?", ":X=50 A\r\n"), Exchange("B X?", ":X=0.040000 A\r\n")],
            [
                Exchange("FOO", ":N-1\r\n"), Exchange("M Q=5", ":N-2\r\n"),
                Exchange("M", ":N-3\r\n"), Exchange("JS X=500", ":N-4\r\n"),
            ],
            [Exchange("V", ":A Version: USB-9.2m \r\n")],
            [
                Exchange("RM X=0", ":A \r\n"), Exchange("LD Z=100", ":A \r\n"),
                Exchange("LD Z=200", ":A \r\n"), Exchange("RM Y=4 Z=0", ":A \r\n"),
                Exchange("TTL X=1", ":A \r\n"), Exchange("RM", ":A \r\n"),
            ],
            [Exchange("H X=0 Y=0", ":A \r\n"), Exchange("W X", ":A 0.0 \r\n")],
            [Exchange("LED X=40", ":A \r\n"), Exchange("LED X?", "X=40 :A\r\n")],
            [Exchange("TTL Y=1", ":A \r\n"), Exchange("TTL Y?", ":A 1\r\n")],
            [Exchange("UM X?", ":X=10000.0 A\r\n"), Exchange("PC X?", ":A X=0.000024\r\n")],
            [Exchange("WT Z=20", ":A \r\n"), Exchange("WT Z?", ":Z=20 A\r\n")],
            [Exchange("SL X=-1.5", ":A \r\n"), Exchange("SL X?", ":A X=-1.500000\r\n")],
            [Exchange("s x? z?", ":A X=5.745920 Z=1.000000\r\n")],
            [Exchange("CD", "Dec 19 2022:10:01:22\r\n"), Exchange("BU", "STD_XYZ\r\n")],
        ])
    func transcripts(exchanges: [Exchange]) throws {
        let bench = try RigBench()

        for exchange in exchanges {
            #expect(bench.stage(exchange.request) == exchange.reply)
        }
    }

    @Test(
        "refuses what it cannot do and changes nothing",
        arguments: [
            ("S X=-1", ":N-4\r\n"), ("AC X=0", ":N-4\r\n"), ("LED X=101", ":N-4\r\n"),
            ("LED X=-1", ":N-4\r\n"), ("LED Q=5", ":N-2\r\n"), ("LED", ":N-3\r\n"),
            ("M X=1e3", ":N-2\r\n"), ("M X=NAN", ":N-6\r\n"), ("M X=12345678901234567", ":N-6\r\n"),
            ("UM X=0", ":N-4\r\n"), ("TTL X=77", ":N-4\r\n"), ("W", ":N-3\r\n"),
            ("M X=5 =", ":N-6\r\n"), ("9TTL X=1", ":N-1\r\n"), ("\u{1}\u{2}", ":N-1\r\n"),
        ])
    func refusals(request: String, reply: String) throws {
        let bench = try RigBench()

        #expect(bench.stage(request) == reply)

        #expect(bench.stage("W X Y Z") == ":A 0.0 0.0 0.0 \r\n")
        #expect(bench.stage("LED X?") == "X=0 :A\r\n")
        #expect(bench.stage("S X?") == ":A X=5.745920\r\n")
    }

    @Test("a move takes its time, and ends where it was sent")
    func motion() throws {
        let bench = try RigBench()

        _ = bench.stage("M X=10000 Z=-300")
        let began = bench.now
        while bench.stage("/") == "B\r\n" { bench.wait(.milliseconds(5)) }

        // 1 mm at 5.75 mm/s with ramps of 50 ms: 0.224 s.
        let took = (bench.now - began).asSeconds
        #expect((0.19...0.27).contains(took))
        let place = bench.stage("W X Z").dropFirst(3).split(separator: " ").compactMap {
            Double($0)
        }
        #expect(place.count == 2)
        #expect(abs((place.first ?? 0) - 10_000) < 0.5)
        #expect(abs((place.last ?? 0) + 300) < 0.5)
    }

    @Test("a move that turns back half way stays smooth and arrives")
    func retargeting() throws {
        var axis = StageAxis(MechanicsSettings().x)
        _ = axis.move(to: 1500, at: 0)

        let turn = axis.move(to: -1500, at: 0.15)

        var last = axis.motorPosition(at: 0.15)
        for step in 1...2000 {
            let time = 0.15 + Double(step) * 0.001
            let place = axis.motorPosition(at: time)
            #expect(abs(place - last) <= 5.75)
            last = place
        }
        #expect(axis.motorPosition(at: turn.end + 0.001) == -1500)
        // What was before the turn is still known: an exposure may ask for it.
        #expect(axis.motorPosition(at: 0.1) > 200)
    }

    @Test("HALT stops within the ramp, and the controller stays where it stopped")
    func halt() throws {
        let bench = try RigBench()
        _ = bench.stage("M X=20000")
        bench.wait(.milliseconds(150))

        #expect(bench.stage("\\") == ":N-21\r\n")

        bench.wait(.milliseconds(60))
        #expect(bench.stage("/") == "N\r\n")
        let stopped = bench.stage("W X")
        bench.wait(.seconds(1))
        #expect(bench.stage("W X") == stopped)
        #expect(stopped != ":A 20000.0 \r\n" && stopped != ":A 0.0 \r\n")
    }

    @Test("a move beyond the travel is clipped, and the truth says so")
    func limits() throws {
        let bench = try RigBench()
        _ = bench.stage("SU Y=0.5")

        #expect(bench.stage("M X=99999999 Y=6000") == ":A \r\n")
        bench.wait(.seconds(2))

        let place = bench.stage("W X Y").dropFirst(3).split(separator: " ").compactMap {
            Double($0)
        }
        #expect(place.count == 2)
        #expect(abs((place.first ?? 0) - 30_000) < 0.5 && abs((place.last ?? 0) - 5000) < 0.5)
        #expect(bench.rig.truth.stageLimits.map(\.axis) == ["x", "y"])
        #expect(bench.rig.truth.stageLimits.map(\.to) == [3000, 500])
    }

    @Test("without the controller's cure the drive's play shows; with it, it does not")
    func backlash() throws {
        var axis = StageAxis(MechanicsSettings().x)
        axis.parameters.backlashMillimeters = 0

        _ = axis.move(to: 100, at: 0)
        #expect(abs(axis.samplePosition(at: 5) - 100) < 1e-9)
        _ = axis.move(to: 50, at: 5)
        #expect(abs(axis.samplePosition(at: 10) - 51.5) < 1e-9)

        axis.parameters.backlashMillimeters = 0.04
        _ = axis.move(to: 20, at: 10)
        #expect(abs(axis.samplePosition(at: 15) - 20) < 1e-9)
    }

    @Test("after the controller says it is done the sample still swings for some tens of ms")
    func ringDown() {
        var axis = StageAxis(MechanicsSettings().x)
        let move = axis.move(to: 500, at: 0)

        let early = (0..<10).map {
            abs(axis.samplePosition(at: move.end + Double($0) * 0.002) - 500)
        }
        let late = (0..<10).map {
            abs(axis.samplePosition(at: move.end + 0.05 + Double($0) * 0.002) - 500)
        }

        #expect((early.max() ?? 0) > 0.1)
        #expect((late.max() ?? 1) < 0.02)
    }

    @Test("focus drift is slow, bounded, and none if so set")
    func drift() {
        let drift = FocusDrift(micrometersPerTenMinutes: 0.2, seed: 7)
        let heights = (0...144).map { drift.micrometers(at: Double($0) * 600) }
        let steps = zip(heights, heights.dropFirst()).map { abs($1 - $0) }

        #expect(drift.micrometers(at: 0) == 0)
        #expect((0.05...0.3).contains(steps.reduce(0, +) / Double(steps.count)))
        #expect((steps.max() ?? 9) < 0.6)
        #expect(FocusDrift(micrometersPerTenMinutes: 0, seed: 7).micrometers(at: 9999) == 0)
    }

    @Test("replies take 5 to 15 ms and come byte by byte at the baud rate")
    func timing() throws {
        let bench = try RigBench()
        bench.rig.receive(Array("V\r".utf8), on: .stage, at: .zero)
        var arrivals: [Double] = []
        while arrivals.count < 23, let next = bench.rig.nextTransmission(on: .stage) {
            let count = bench.rig.transmit(on: .stage, until: next).count
            arrivals += Array(repeating: next.asSeconds, count: count)
        }

        #expect(arrivals.count == 23)
        #expect((0.005...0.0155).contains(arrivals.first ?? 0))
        let span = (arrivals.last ?? 0) - (arrivals.first ?? 0)
        #expect(abs(span - 22 * 10 / 115_200.0) < 1e-4)
    }
}
