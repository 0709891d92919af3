import Foundation
import FoundationXML
import Models
import Testing

@testable import Dashboard

/// Of all parts, in their order.
private let allHeadings = [
    "How good it is", "What it does", "How it learnt", "What it learnt from", "Classes",
    "Is it as sure as it should be", "Shortcuts", "Notes", "To make it again",
]

@Suite("Training page")
struct TrainingPageTests {
    private func isWellFormed(_ markup: String) -> Bool {
        XMLParser(data: Data(markup.utf8)).parse()
    }

    private func headings(of markup: String) -> [String] {
        markup.components(separatedBy: "<h2>").dropFirst().compactMap {
            $0.components(separatedBy: "</h2>").first
        }
    }

    @Test(
        "is well-formed and runs nothing, whatever texts it shows",
        arguments: [
            "restore", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
            "a & b < c > d ' \"", "\u{0}\u{1}\u{8}\u{FFFE}", "µm, é, 細胞, 🔬", "]]>", "",
            "PSNR (<b>)", "</style><b>", "</pre><b>",
        ])
    func hostileTexts(text: String) {
        let markup = TrainingPage.markup(TrainingSample.report(text))

        #expect(isWellFormed(markup))
        #expect(!markup.contains("<script"))
        #expect(!markup.contains("<img src=x"))
    }

    @Test("loads nothing from anywhere")
    func selfContained() {
        let markup = TrainingPage.markup(TrainingSample.report())

        // The one address names the markup language and is never loaded.
        #expect(markup.components(separatedBy: "://").count == 2)
        for loader in ["<link", "@import", "url(", "<iframe", "<object", "<script"] {
            #expect(!markup.contains(loader))
        }
    }

    @Test("shows all parts, in the order in which they are asked for")
    func order() {
        #expect(headings(of: TrainingPage.markup(TrainingSample.report())) == allHeadings)
    }

    @Test("leaves out what a training has not", arguments: allHeadings.dropLast())
    func absence(heading: String) {
        var report = TrainingSample.report()
        switch heading {
        case "How good it is": report.record.figures = []
        case "What it does": report.examples = []
        case "How it learnt": report.record.curve = []
        case "What it learnt from": report.record.shares = []
        case "Classes": for index in 0..<3 { report.record.shares[index].classes = [:] }
        case "Is it as sure as it should be": report.record.reliability = []
        case "Shortcuts": report.probes = []
        default: report.record.notes = []
        }

        let markup = TrainingPage.markup(report)

        let gone = heading == "What it learnt from" ? [heading, "Classes"] : [heading]
        #expect(headings(of: markup) == allHeadings.filter { !gone.contains($0) })
        #expect(isWellFormed(markup))
    }

    @Test("a training of which nothing is known still has a page that says so")
    func empty() {
        let markup = TrainingPage.markup(
            TrainingReport(TrainingRecord(network: "state", sources: [], seed: 1), purpose: ""))

        #expect(isWellFormed(markup))
        #expect(headings(of: markup) == ["To make it again"])
        #expect(markup.contains("Nothing was measured"))
    }

    @Test("figures, intervals and rivals are those of the record")
    func numbers() {
        let markup = TrainingPage.markup(TrainingSample.report())

        #expect(
            markup.contains(
                "PSNR 31.2 dB (30.8 to 31.6); raw frame 22; best classical filter 27.5."))
        #expect(
            markup.contains(
                "<td class=\"number main\">0.913</td><td class=\"number\">0.901 to 0.924</td>"
                    + "<td class=\"number\">0.412</td><td class=\"number\">0.827</td>"
                    + "<td class=\"number\">–</td>"))
        #expect(markup.contains("Held out: 120 frames with 731 cells of 2 positions."))
        #expect(markup.contains("12000 of 16 images each"))
        #expect(markup.contains(">20240501<"))
        #expect(markup.contains(">sha256:5f3a9c0d<"))
        #expect(markup.contains("412.8 kB") == false && markup.contains("413 kB"))
    }

    @Test("numbers that are none do not break the page")
    func notNumbers() {
        var report = TrainingSample.report()
        report.record.figures[0] = .init(
            name: "PSNR (dB)", value: .nan, low: .nan, high: .infinity,
            peers: [.init(name: "raw frame", value: .infinity)])
        report.record.figures[1].low = -.infinity
        report.record.curve[3].trainingLoss = .nan
        report.record.curve[4].validationLoss = .infinity
        report.record.reliability[0].confidence = .nan
        report.examples[0].panels[0].pixelMicrometers = .nan
        report.record.seconds = .infinity

        let markup = TrainingPage.markup(report)

        #expect(isWellFormed(markup))
        // The letters of a picture mean nothing.
        let texts = markup.replacing(#/src="[^"]*"/#, with: "")
        #expect(!texts.contains("nan") && !texts.contains("\"inf") && !texts.contains(">inf"))
    }

    @Test("positions on both sides of the split are named")
    func overlap() {
        var report = TrainingSample.report()
        report.record.shares[2].positions.append("B")

        #expect(TrainingPage.markup(report).contains("In more than one part: B."))
    }

    @Test("a page of large pictures and long curves stays below 4 MB")
    func large() {
        var report = TrainingSample.report()
        let image = FloatImage(width: 2048, height: 2048, filledWith: 1)
        let panel = TrainingExample.Panel("raw", .image(image, .init(0, 2)))
        report.examples = [.init(title: "A", panels: Array(repeating: panel, count: 4))]
        report.record.curve = (1...100_000).map {
            .init(step: $0, seconds: 0, trainingLoss: 1 / Double($0), validationLoss: 2)
        }

        let markup = TrainingPage.markup(report)

        #expect(markup.utf8.count < 4_000_000)
        #expect(markup.contains("The middle of the field."))
    }

    @Test(
        "writes the sample page where TARSIER_PAGES says, to be looked at",
        .enabled(if: ProcessInfo.processInfo.environment["TARSIER_PAGES"] != nil))
    func page() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["TARSIER_PAGES"])
        let address = URL(fileURLWithPath: folder)

        try Data(TrainingPage.markup(TrainingSample.report()).utf8)
            .write(to: address.appendingPathComponent("training.html"))
        try Data(TrainingSample.card().markdown.utf8)
            .write(to: address.appendingPathComponent("README.md"))
    }
}
