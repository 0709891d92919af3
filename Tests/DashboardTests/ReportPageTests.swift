import Foundation
import FoundationXML
import Testing

@testable import Dashboard

@Suite("Report page")
struct ReportPageTests {
    private func data(_ text: String = "mitosis-watch") -> ReportData {
        var data = ReportData(
            title: text, subtitle: text, state: .init(text, .good), durationSeconds: 7200)
        data.figures = [.init(text, text, note: text)]
        data.channels = [
            .init(name: "phase", color: text), .init(name: "nuclei", color: "#00ff66"),
        ]
        var position = ReportData.Position(name: text)
        position.frames = ["phase": [0, 120, .nan, .infinity], "nuclei": []]
        position.events = [.init(from: 100, to: 900, label: text)]
        position.divisions = [.init(seconds: 400, isCaught: false, label: text)]
        data.positions = [position]
        data.dose = .init(
            unit: text, curves: [.init(name: text, points: [.init(seconds: 5, value: .nan)])],
            budget: 3, fixedSchedule: 200)
        data.decisions = [
            .init(
                seconds: 3, position: text, policy: text, isShadow: true, reason: text,
                applied: [text], refusals: [text], latencySeconds: 0.1)
        ]
        data.latencies = [0.001, .nan, 0.3]
        data.notes = [.init(seconds: 9, severity: .init(text, .bad), device: text, text: text)]
        data.devices = [.init(label: text, role: text, detail: text)]
        data.facts = [.init(text, text)]
        let image = RasterImage(
            pixels: [0, 1000, 2000, 3000], width: 2, height: 2, black: 0, white: 3000)
        data.strips = [
            .init(
                title: text, caption: text, columns: [text],
                rows: [.init(label: text, images: [image, nil])])
        ]
        return data
    }

    private func isWellFormed(_ markup: String) -> Bool {
        XMLParser(data: Data(markup.utf8)).parse()
    }

    @Test(
        "is well-formed and runs nothing, whatever texts it shows",
        arguments: [
            "mitosis-watch", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
            "a & b < c > d ' \"", "\u{0}\u{1}\u{8}\u{FFFE}", "µm, é, 細胞, 🔬", "]]>", "",
        ])
    func hostileTexts(text: String) {
        let markup = ReportPage.markup(data(text))

        #expect(isWellFormed(markup))
        #expect(!markup.contains("<script"))
        #expect(!markup.contains("<img src=x"))
    }

    @Test("loads nothing from anywhere")
    func selfContained() {
        let markup = ReportPage.markup(data())
        let addresses = markup.components(separatedBy: "://").dropLast().count

        // The one address names the markup language and is never loaded.
        #expect(addresses == 1)
        #expect(markup.contains("http://www.w3.org/1999/xhtml"))
        for loader in ["<link", "@import", "url(", "<iframe", "<object"] {
            #expect(!markup.contains(loader))
        }
    }

    @Test("a run without anything in it still has a report")
    func empty() {
        let markup = ReportPage.markup(
            ReportData(
                title: "nothing", subtitle: "", state: .init("failed", .bad), durationSeconds: 0))

        #expect(isWellFormed(markup))
        #expect(markup.contains("Nothing went wrong."))
    }

    @Test("a long run's page stays small and says what it leaves out")
    func longRun() {
        var data = data()
        data.positions[0].frames["phase"] = (0..<100_000).map { Double($0) / 14 }
        data.decisions = Array(repeating: data.decisions[0], count: 5000)

        let markup = ReportPage.markup(data)

        #expect(markup.utf8.count < 400_000)
        #expect(markup.contains("4700 more are in the journal."))
    }
}
