import Testing

@testable import Agent

@Suite("Score traces in text")
struct ScoreTraceFileTests {
    @Test("named columns in any order: traces in the order in which they begin")
    func named() throws {
        let text = "frame,event,trace,score\n0,0,b,0.25\n1,1,b,0.75\n0,0,a,1e-1\n\n2,0,b,0.5\n"

        let traces = try ScoreTraceFile.traces(in: text, name: "s.csv")

        #expect(
            traces == [
                ScoreTrace(name: "b", scores: [0.25, 0.75, 0.5], events: [false, true, false]),
                ScoreTrace(name: "a", scores: [0.1], events: [false]),
            ])
    }

    @Test(
        "without names the last column is the score, whatever parts the columns",
        arguments: [
            "0.5\n0.25\n", "0,0.5\r\n1,0.25\r\n", "0\t0.5\n1\t0.25", "# s\n0 0.5\n1 0.25\n",
        ])
    func unnamed(text: String) throws {
        let traces = try ScoreTraceFile.traces(in: text, name: "s.txt")

        #expect(traces == [ScoreTrace(name: "s.txt", scores: [0.5, 0.25])])
    }

    @Test(
        "what cannot be read is named with its line",
        arguments: [
            ("", "s.csv: there is no score in it; one frame a line is read"),
            ("time,value\n0,1\n", "s.csv:1: no column is named score; there are time, value"),
            ("0.5\nhigh\n", "s.csv:2: the score is a number, not \"high\""),
            ("0.5\nnan\n", "s.csv:2: the score is a number, not \"nan\""),
            ("score,event\n0.5,yes\n", "s.csv:2: event is 0 or 1, not \"yes\""),
            ("score\n0.5\n0.5,1\n", "s.csv:3: 2 fields, not 1 as before"),
        ])
    func refused(text: String, message: String) {
        let fault = #expect(throws: ScoreTraceFile.Fault.self) {
            try ScoreTraceFile.traces(in: text, name: "s.csv")
        }
        #expect(fault?.description == message)
    }
}
