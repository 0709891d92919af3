import Models
import Testing

@testable import Dashboard

@Suite("Training card")
struct TrainingCardTests {
    private func headings(_ markdown: String) -> [String] {
        markdown.split(separator: "\n").filter { $0.hasPrefix("#") }.map(String.init)
    }

    @Test("tells what to know before use, with a heading for the validation")
    func complete() {
        let markdown = TrainingSample.card().markdown

        #expect(
            headings(markdown) == [
                "# restore-nuclei", "## Input", "## Output", "## What it was trained on",
                "## Validation", "## Shortcuts", "## When not to trust it",
                "## Cells of each class", "## Notes", "## How to cite", "## Licence",
                "## To make it again",
            ])
        #expect(
            markdown.contains(
                "| PSNR (dB) | 31.2 | 30.8 to 31.6 | raw frame 22; best classical filter 27.5 |"))
        #expect(
            markdown.contains("| NRMSE (lower is better) | 0.0273 | 0.0262 to 0.0288 |"))
        #expect(markdown.contains("| test | G, H | 120 | 731 |"))
        #expect(markdown.contains("| dead | 11 | 3 | 8 |"))
        #expect(markdown.contains("- Seed: 20240501"))
        #expect(markdown.contains("- Frames of another magnification"))
    }

    @Test("leaves out what is not known")
    func bare() {
        let report = TrainingReport(
            TrainingRecord(network: "state", sources: [], seed: 1), purpose: "")

        let markdown = TrainingCard(report).markdown

        #expect(
            headings(markdown) == [
                "# state", "## Validation", "## When not to trust it", "## To make it again",
            ])
        #expect(markdown.contains("Nothing was measured on held-out data."))
    }

    @Test(
        "texts of others stay text",
        arguments: [
            "<script>alert(1)</script>", "a | b", "# heading", "[x](http://y)", "one\n\n# two",
            "*a* `b` ![c](d)", "one\r\n# two",
        ])
    func hostileTexts(text: String) {
        let markdown = TrainingSample.card(text).markdown

        // Lines that begin with four spaces are code, in which nothing is markup.
        let texts = markdown.split(separator: "\n").filter { !$0.hasPrefix("    ") }
        #expect(headings(markdown).count == 12)
        #expect(
            texts.allSatisfy {
                !$0.contains("<") && !$0.contains("a | b") && !$0.contains("[x](http")
            })
    }
}
