import Testing

@testable import SimulatedRig

@Suite("Lumencor engine on its wire")
struct LumencorTests {
    @Test("the first command after power-up is answered with an error, whatever it is")
    func firstCommand() throws {
        let bench = try RigBench()

        #expect(bench.engine("GET MODEL") == "E  UNKNOWNCMD\r\n")
        #expect(bench.engine("GET MODEL") == "A MODEL Spectra III\r\n")
    }

    @Test(
        "answers as the vendor's transcripts do",
        arguments: [
            [("GET MODEL", "A MODEL Spectra III")],
            [("GET CHMAP", "A CHMAP VIOLET BLUE CYAN TEAL GREEN YELLOW RED NIR")],
            [("GET MAXINT 0", "A MAXINT 1000")],
            [("SET CHINT 2 500", "A CHINT"), ("GET CHINT 2", "A CHINT 500")],
            [("SET CHINT 2 9", "A CHINT"), ("SET CH 2 1", "A CH"), ("GET CHACT 2", "A CHACT 1")],
            [("SET MULCH 0 0 0 0 0 0 0 0", "A MULCH")],
            [("SET CHINT 99 1", "E CHINT"), ("SET CHINT 2 99999", "E CHINT")],
            [("GET FOO", "E FOO"), ("SET FOO 1", "E FOO"), ("HELLO", "E  UNKNOWNCMD")],
            [("GET TEMP", "A TEMP 31"), ("GET NUMCH", "A NUMCH 8"), ("GET VER", "A VER 1.0.6")],
            [("SET CHINT 2 500", "A CHINT"), ("GET MULCHINT", "A MULCHINT 0 0 500 0 0 0 0 0")],
            [("SET MULCH 1 0 1", "E MULCH"), ("GET MULCH", "A MULCH 0 0 0 0 0 0 0 0")],
            [("SET MULCHINT 1 2 3 4 5 6 7 1001", "E MULCHINT"), ("GET CHINT 0", "A CHINT 0")],
            [("SET TTLENABLE 1", "A TTLENABLE"), ("GET TTLENABLE", "A TTLENABLE 1")],
            [("SET CH 2 2", "E CH"), ("SET CH 2", "E CH"), ("SET CH two 1", "E CH")],
            [("", "E  UNKNOWNCMD"), ("get model", "A MODEL Spectra III")],
        ])
    func transcripts(exchanges: [(String, String)]) throws {
        let bench = try RigBench()
        bench.wakeEngine()

        for (request, reply) in exchanges {
            #expect(bench.engine(request) == reply + "\r\n")
        }
    }

    @Test("CR, LF and CR LF end a command, each once", arguments: ["\r", "\n", "\r\n"])
    func terminators(end: String) throws {
        let bench = try RigBench()
        bench.wakeEngine()

        let reply = bench.ask("GET SN\(end)GET SN\(end)", on: .engine)
        let rest = bench.read(.engine, within: .milliseconds(100))

        #expect(reply + rest == "A SN 6678\r\nA SN 6678\r\n")
    }
}
