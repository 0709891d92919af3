import Agent
import Documents
import Models
import Testing

@testable import Rehearsal

@Suite("Networks section of an experiment")
struct NetworkSettingsTests {
    private func read(_ text: String) throws -> NetworkSettings {
        try NetworkSettings(Document.parse(text, file: "plan.yaml"))
    }

    @Test("a package is named alone, or with the frames that it looks at")
    func reads() throws {
        let choices = try read(
            """
            segment: cells.zip
            restore: {package: ../restore, channels: [nuclei], every: 2, keep: false}
            """
        ).choices

        #expect(choices.map(\.kind) == [.segment, .restore])
        #expect(choices[0].package == "cells.zip")
        #expect(choices[0].channels == nil)
        #expect(choices[0].every == 1)
        #expect(choices[0].keepsImages)
        #expect(choices[1].package == "../restore")
        #expect(choices[1].channels == ["nuclei"])
        #expect(choices[1].every == 2)
        #expect(!choices[1].keepsImages)
    }

    @Test(
        "what is wrong is named with its place",
        arguments: [
            ("restor: a", "plan.yaml:1:1: unknown key \"restor\"; did you mean \"restore\"?"),
            ("restore: {package: a, chanels: [x]}", "did you mean \"channels\"?"),
            ("restore: {channels: [x]}", "missing key \"package\""),
            ("restore: {package: a, every: 0}", "plan.yaml:1:30: every must be at least 1"),
            ("restore: {package: a, keep: maybe}", "true or false"),
            ("restore: [a]", "expected a text"),
            ("state: a", "plan.yaml:1:1: state judges the cells that segment outlines"),
            ("damage: a\nsegment: b", "name a package for segment above it"),
        ])
    func refuses(text: String, part: String) throws {
        let error = #expect(throws: DocumentError.self) { try read(text) }

        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }

    @Test(
        "a package that cannot be run is refused at its place in the file",
        arguments: [
            (
                "restore: nowhere",
                "plan.yaml:1:10: restore: there is no package \"nowhere\": looked for"
            ),
            ("restore: segment", "is a network for segment, not for restore"),
            ("label: {package: restore}", "is a network for restore, not for label"),
        ])
    func refusesPackage(text: String, part: String) throws {
        try TinyPackages.withShelf { shelf in
            let settings = try read(text)

            let error = #expect(throws: DocumentError.self) {
                try settings.prepare(PackageShelf(folder: shelf))
            }

            #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
        }
    }

    @Test("a name without a folder is found on the shelf, a path is not")
    func shelf() throws {
        try TinyPackages.withShelf { folder in
            let shelf = PackageShelf(folder: "/nowhere", shelves: [folder])

            #expect(shelf.path(of: "restore") == folder + "/restore")
            #expect(shelf.path(of: "./restore") == nil)
            #expect(shelf.path(of: "damage") == nil)
            #expect(PackageShelf(besideFile: "plan.yaml").folder == ".")
            #expect(PackageShelf(besideFile: "/a/plan.yaml").path(of: "restore") == nil)
        }
    }

    @Test(
        "a plan without the channel, or an agent without its network, is refused before any light",
        arguments: [
            (
                "networks: {restore: {package: restore, channels: [nucleus]}}",
                "no channel \"nucleus\""
            ),
            (
                "networks: {segment: segment, state: state}",
                "segment does not look at \"phase\"; add it to segment's channels"
            ),
            (
                "networks: {segment: {package: segment, channels: [phase], every: 2}, "
                    + "state: {package: state, every: 3}}",
                "segment looks at one time point of 2 only; give state a multiple of that"
            ),
            (
                "agent: {policy: hold-snr, signal: restored}\nnetworks: {segment: segment}",
                "needs a package for restore"
            ),
            (
                "agent: {policy: event-driven, score: segment.objects, start_score: 3, "
                    + "stop_score: 2}\nnetworks: {segment: segment}",
                "segment does not look at \"phase\""
            ),
        ])
    func refusesPlan(sections: String, part: String) throws {
        try TinyPackages.withShelf { shelf in
            var rehearsal = Rehearsal(
                experiment: try Samples.experiment(
                    Samples.watch(loops: 2, agent: false) + "\n" + sections),
                rig: Samples.rig())
            rehearsal.shelf = PackageShelf(folder: shelf)

            let error = #expect(throws: (any Error).self) { try rehearsal.run() }

            #expect("\(error.map { "\($0)" } ?? "")".contains(part), "\(String(describing: error))")
        }
    }
}
