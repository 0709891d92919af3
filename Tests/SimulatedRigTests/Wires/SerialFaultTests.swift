import Testing

@testable import SimulatedRig

@Suite("Faults on the serial wires")
struct SerialFaultTests {
    @Test(
        "each reply fault shows on the request it was meant for, and on no other",
        arguments: ["garbage", "partial", "wrong-echo", "refusal", "readback"])
    func replies(kind: String) throws {
        let bench = try RigBench(faults: ["engine:\(kind)@req:\"GET CHINT\"#2"])
        bench.wakeEngine()
        _ = bench.engine("SET CHINT 2 500")

        let replies = (1...3).map { _ in bench.engine("GET CHINT 2") }

        #expect(replies[0] == "A CHINT 500\r\n")
        #expect(replies[1] != "A CHINT 500\r\n" && !replies[1].isEmpty)
        #expect(replies[2] == "A CHINT 500\r\n")
    }

    @Test("what each reply fault looks like")
    func forms() throws {
        func reply(_ kind: String) throws -> String {
            let bench = try RigBench(faults: ["engine:\(kind)@req:GET SN"])
            bench.wakeEngine()
            return bench.engine("GET SN") + bench.read(.engine, within: .milliseconds(600))
        }

        #expect(try reply("partial") == "A SN ")
        #expect(try reply("refusal") == "E SN\r\n")
        #expect(try reply("readback") == "A SN 0678\r\n")
        #expect(try reply("duplicate") == "A SN 6678\r\nA SN 6678\r\n")
        #expect(try reply("extra-line") == "A SN 6678\r\nA TEMP 31\r\n")
        #expect(try reply("flood=5000").utf8.count == 5000 + 11)
    }

    @Test("a late reply comes late, whole, and after the host gave up")
    func late() throws {
        let bench = try RigBench(faults: ["stage:late=1.5@req:LED"])

        #expect(bench.stage("LED X=10") == "")
        #expect(bench.read(.stage, within: .seconds(2), untilLine: true) == ":A \r\n")
        #expect((1.5...1.6).contains(bench.seconds))
        #expect(bench.rig.stage.firmware.ledPercent == 10)
    }

    @Test("silence: from its time on nothing is answered and nothing done")
    func silence() throws {
        let bench = try RigBench(faults: ["stage:silence@120"])
        #expect(bench.stage("LED X=40") == ":A \r\n")
        bench.wait(.seconds(120))

        #expect(bench.stage("LED X=0") == "")

        #expect(bench.rig.stage.firmware.ledPercent == 40)
        #expect(bench.ask("\n", on: .engine) == "E  UNKNOWNCMD\r\n")
    }

    @Test("mute for ten seconds: done but not answered, then well again")
    func mute() throws {
        let bench = try RigBench(faults: ["stage:mute@1+10"])
        bench.wait(.seconds(2))

        #expect(bench.stage("LED X=30") == "")
        #expect(bench.rig.stage.firmware.ledPercent == 30)
        bench.wait(.seconds(10))
        #expect(bench.stage("LED X?") == "X=30 :A\r\n")
    }

    @Test("ignored: says yes and does nothing")
    func ignored() throws {
        let bench = try RigBench(faults: ["stage:ignored@req:M"])

        #expect(bench.stage("M X=5000") == ":A \r\n")
        bench.wait(.seconds(1))

        #expect(bench.stage("W X") == ":A 0.0 \r\n")
        #expect(bench.rig.truth.motions.isEmpty)
    }

    @Test("busy for ever, although the move is long over")
    func busy() throws {
        let bench = try RigBench(faults: ["stage:busy@req:M X"])
        #expect(bench.stage("/") == "N\r\n")

        _ = bench.stage("M X=100")
        bench.wait(.seconds(60))

        #expect(bench.stage("/") == "B\r\n")
        #expect(bench.stage("RS Y?") == ":A B\r\n")
    }

    @Test("unplugged, then plugged in under another name; the instrument kept its state")
    func unplug() throws {
        let bench = try RigBench(faults: ["engine:unplug=engine-b@60+30"])
        bench.wakeEngine()
        _ = bench.engine("SET CHINT 2 500")
        bench.wait(.seconds(60))

        #expect(bench.rig.isUnplugged(.engine, at: bench.now))
        #expect(!bench.rig.isUnplugged(.stage, at: bench.now))
        #expect(bench.engine("GET SN") == "")
        bench.wait(.seconds(30))
        #expect(!bench.rig.isUnplugged(.engine, at: bench.now))
        #expect(bench.rig.replugName(.engine, at: bench.now) == "engine-b")
        #expect(bench.engine("GET CHINT 2") == "A CHINT 500\r\n")
    }

    @Test("a line and a flood that nobody asked for come at their time")
    func unprompted() throws {
        let bench = try RigBench(faults: ["stage:extra-line@5", "engine:flood=300@7"])

        #expect(bench.read(.stage, within: .seconds(10)) == ":A X=3\r\n")
        let flood = bench.read(.engine, within: .milliseconds(100))
        #expect(flood.utf8.count == 300)
        #expect(!flood.contains("\n") && !flood.contains("\r"))
    }

    @Test("from the n-th request on, and for a stretch of time")
    func repeated() throws {
        let bench = try RigBench(faults: ["stage:refusal@req:W#2+", "engine:garbage@0+5"])

        #expect((1...3).map { _ in bench.stage("W X") } == [":A 0.0 \r\n", ":N-5\r\n", ":N-5\r\n"])
        #expect(bench.engine("GET SN") != "E  UNKNOWNCMD\r\n")
        #expect(bench.engine("GET SN") != "A SN 6678\r\n")
        bench.wait(.seconds(5))
        #expect(bench.engine("GET SN") == "A SN 6678\r\n")
    }

    @Test(
        "a fault that cannot be is refused with a sentence",
        arguments: [
            "silence", "lamp:silence", "stage:nonsense", "camera:unplug", "stage:skip",
            "stage:silence@soon", "stage:silence@-3", "stage:silence@3+0", "stage:garbage@req:W#0",
            "stage:garbage@frame:3", "camera:skip@frame:x", "engine:late=never@req:GET",
        ])
    func wrongFaults(text: String) {
        let error = #expect(throws: SettingsError.self) { try Fault(text) }

        #expect(error?.description.contains(text) == true)
    }

    @Test("random bytes never crash an instrument", arguments: RigPort.allCases)
    func fuzz(port: RigPort) throws {
        let bench = try RigBench()
        var random = WireRandom(seed: 5)
        let words = [
            "SET ", "GET ", "MULCH", "M ", "X=", "Y?", "\r", "\n", "99999999", "SL ", "-", "?",
        ]

        for _ in 0..<1500 {
            let word = words[Int(random.next() % UInt64(words.count))]
            let noise = (0..<Int(random.next() % 8)).map { _ in random.byte() }
            bench.rig.receive(Array(word.utf8) + noise, on: port, at: bench.now)
            bench.wait(.milliseconds(3))
        }

        bench.wait(.seconds(60))
        let last = port == .stage ? bench.stage("\rV") : bench.engine("\nGET SN")
        #expect(!last.isEmpty)
    }
}
