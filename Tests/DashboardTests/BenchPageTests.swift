import Agent
import Foundation
import FoundationXML
import Testing

@testable import Dashboard

@Suite("The page of a benchmark")
struct BenchPageTests {
    private static func report(happened: Int) throws -> BenchReport {
        let trials = [("fixed", 50.0), ("<watch> & see", 0.5)].flatMap { policy, dose in
            (1...3 as ClosedRange<UInt64>).map { seed in
                PolicyTrial(
                    policy: policy, seed: seed, happened: happened,
                    caught: min(happened, Int(seed)), timingErrors: [12],
                    fluorescence: dose * Double(seed), harmed: 1)
            }
        }
        return BenchReport(
            parts: [
                .init(
                    scenario: "mitosis & more", question: "Which?", answer: "divisions caught",
                    policies: try PolicySummary.all(trials))
            ], firstSeed: 1, seedCount: 3, command: "tarsier bench --seeds 3")
    }

    @Test("is well-formed, with a mark for each policy")
    func markup() throws {
        let page = BenchPage.markup(try Self.report(happened: 2))

        #expect(XMLParser(data: Data(page.utf8)).parse())
        #expect(page.components(separatedBy: "<circle").count == 3)
        #expect(page.contains("&lt;watch&gt; &amp; see"))
        #expect(page.contains("5 of 6"))
        #expect(page.contains("tarsier bench --seeds 3"))
    }

    @Test("where nothing divides there is no drawing, and the table says so")
    func quiet() throws {
        let page = BenchPage.markup(try Self.report(happened: 0))

        #expect(XMLParser(data: Data(page.utf8)).parse())
        #expect(!page.contains("<svg"))
        #expect(page.contains("none happened"))
    }
}
