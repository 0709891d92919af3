import Acquisition
import Foundation
import Testing

@testable import Dashboard

@Suite("Proposals in words")
struct ProposalTextTests {
    private func text(_ proposals: [Proposal]) throws -> String {
        String(decoding: try JSONEncoder().encode(proposals), as: UTF8.self)
    }

    @Test("are said once, with at how many positions")
    func grouped() throws {
        let off = (0..<3).map { Proposal(position: $0, channel: "nuclei", change: .take(false)) }
        let dim = Proposal(position: 1, channel: "nuclei", change: .exposure(seconds: 0.0123))

        #expect(
            ProposalText.sentences(try text([off[0], dim, off[1], off[2]])) == [
                "nuclei off at 3 positions", "nuclei exposure 12.3 ms",
            ])
    }

    @Test("each kind has its sentence")
    func kinds() throws {
        let changes: [Proposal.Change] = [
            .power(milliwatts: 5), .every(4), .every(1), .planes([0, 2]), .planes(nil),
            .focus(offsetMicrometers: -1.5), .focus(offsetMicrometers: 2),
            .virtual(network: "label"), .stop,
        ]
        let proposals = changes.map { Proposal(position: 0, channel: "nuclei", change: $0) }

        #expect(
            ProposalText.sentences(try text(proposals)) == [
                "nuclei power \(PageText.number(5)) mW", "nuclei every 4 time points",
                "nuclei at every time point",
                "nuclei planes 0, 2", "nuclei all planes",
                "nuclei focus \(PageText.number(-1.5)) µm",
                "nuclei focus +\(PageText.number(2)) µm", "nuclei off, as label predicts it",
                "nuclei stopped",
            ])
    }
}
