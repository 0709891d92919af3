import Testing

@testable import Acquisition

@Suite("Directives")
struct DirectivesTests {
    private func proposal(_ change: Proposal.Change, position: Int = 0) -> Proposal {
        Proposal(position: position, channel: "nuclei", change: change)
    }

    @Test("nothing said means the plan as it stands")
    func planAsItStands() {
        #expect(Directives().directive(position: 3, channel: "nuclei", at: 7) == Directive())
    }

    @Test("a decision holds from its event on, not before")
    func holdsFromItsEvent() {
        var directives = Directives()
        directives.apply(proposal(.take(false)), from: 10)

        #expect(directives.directive(position: 0, channel: "nuclei", at: 9).isTaken)
        #expect(!directives.directive(position: 0, channel: "nuclei", at: 10).isTaken)
    }

    @Test("several changes of one decision all hold, and what held before them stays before them")
    func severalChanges() {
        var directives = Directives()
        directives.apply(proposal(.take(false)), from: 5)
        directives.apply(proposal(.take(true)), from: 10)
        directives.apply(proposal(.exposure(seconds: 0.02)), from: 10)

        let before = directives.directive(position: 0, channel: "nuclei", at: 9)
        let after = directives.directive(position: 0, channel: "nuclei", at: 10)
        #expect(!before.isTaken && before.exposureSeconds == nil)
        #expect(after.isTaken && after.exposureSeconds == 0.02)
    }

    @Test("positions and channels do not touch each other")
    func placesAreApart() {
        var directives = Directives()
        directives.apply(proposal(.take(false), position: 1), from: 0)

        #expect(directives.directive(position: 0, channel: "nuclei", at: 5).isTaken)
        #expect(directives.directive(position: 1, channel: "phase", at: 5).isTaken)
        #expect(!directives.directive(position: 1, channel: "nuclei", at: 5).isTaken)
    }
}
