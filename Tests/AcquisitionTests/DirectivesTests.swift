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

    @Test("of time points and planes those are left out that nobody wants")
    func leavesOut() {
        var directives = Directives()
        directives.apply(proposal(.every(3)), from: 0)
        directives.apply(proposal(.planes([1])), from: 0)
        let directive = directives.directive(position: 0, channel: "nuclei", at: 0)

        let taken = (0..<7).flatMap { t in (0..<3).map { (t, $0) } }
            .filter { directive.omission(t: $0.0, z: $0.1) == nil }
        #expect(taken.map(\.0) == [0, 3, 6])
        #expect(taken.map(\.1) == [1, 1, 1])
        #expect(directive.omission(t: 1, z: 1)?.contains("every 3 time points") == true)
        #expect(directive.omission(t: 3, z: 0)?.contains("plane") == true)
    }

    @Test("a prediction stands in until exposures are taken again")
    func standIn() {
        var directives = Directives()
        directives.apply(proposal(.virtual(network: "label")), from: 2)
        directives.apply(proposal(.take(true)), from: 4)

        func omission(_ index: Int) -> String? {
            directives.directive(position: 0, channel: "nuclei", at: index)
                .omission(t: index, z: 0)
        }
        #expect(omission(2) == "what label predicts stands in for it")
        #expect(omission(4) == nil)
    }

    @Test("nothing undoes a stop")
    func stop() {
        var directives = Directives()
        directives.apply(proposal(.stop), from: 2)
        directives.apply(proposal(.take(true)), from: 3)

        let directive = directives.directive(position: 0, channel: "nuclei", at: 9)
        #expect(directive.omission(t: 9, z: 0) == "the policy has stopped this channel here")
    }
}
