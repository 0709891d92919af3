import Testing

@testable import Documents

@Suite("Anchors, aliases and tags")
struct IndicatorScanTests {
    @Test(
        "are refused wherever YAML would see them",
        arguments: [
            "a: &x 1", "a: *x", "- &x", "- *x", "a: !int 1", "[*x]", "{a: *x}", "{\"a\":*x}",
            "a: b # c\nc: *x", "a: 'it''s'\nb: *x", "a: \"q\\\"\"\nb: *x", "a: |\n  *t\nb: *x",
            "a: >-\n  x\n\n  y\n- *x", "? *x", "[a\n \"b, *x, c\"]", "--- *x",
            "%TAG ! x\n---\na: 1", "a: b\u{2028}c: *x", "a: #\rb: *x", "a: x\n  \"b\nc: *x\nd: \"",
            "a: |2\n  *x", "- - |\n  *x", "&x a: 1", "*x : 1", "a:\n  *x",
        ])
    func refused(text: String) {
        var scan = IndicatorScan(text, file: "x.yaml")

        #expect(throws: DocumentError.self) { try scan.run() }
    }

    @Test("merge keys are refused, too")
    func mergeKey() {
        #expect(throws: DocumentError.self) { try Document.parse("<<: {a: 1}", file: "x.yaml") }
    }

    @Test(
        "are ordinary characters inside texts and comments",
        arguments: [
            "a: \"*x & !y\"", "a: '*x'", "a: b*c&d!e", "a: b *c", "# *x\na: 1", "a: 1 # &x",
            "a: |\n  *x\n  &y\nb: 1", "- >\n  !x\n- 1", "{\"a\": \"*\", \"b\": [\"&\"]}",
            "a: R&D\n\"b\": 2", "a: x\n\nb:\n  - c\n  - \"d\"", "a:\n  b\n'c': d",
            "{\n  \"a\": 1,\n  \"b\": [1,\n 2]\n}", "a: it's\nb: 5 % of \"x\"", "---\na: 1",
            "a: -5",
            "a: [x, 'it''s *']",
        ])
    func accepted(text: String) throws {
        _ = try Document.parse(text, file: "x.yaml")
    }

    @Test("the refusal names its place")
    func place() {
        let error = #expect(throws: DocumentError.self) {
            try Document.parse("a: µ\nb: [1, *x]", file: "x.yaml")
        }

        #expect(error?.line == 2)
        #expect(error?.column == 8)
    }

    @Test("an alias bomb costs nothing")
    func bomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
            text +=
                "a\(level): &a\(level) [\(aliases)]\n"
        }

        let start = ContinuousClock.now
        #expect(throws: DocumentError.self) { try Document.parse(text, file: "bomb.yaml") }

        #expect(ContinuousClock.now - start < .milliseconds(50))
    }

    @Test("a file above 4 MB is refused unread")
    func size() {
        let text = "a: " + String(repeating: "x", count: Document.largestByteCount)

        #expect(throws: DocumentError.self) { try Document.parse(text, file: "x.yaml") }
    }

    /// Texts put together from everything that begins, ends or looks like a token: whatever the
    /// scan lets pass must hold no anchor when the parser has read it.
    @Test("no mixture of tokens smuggles an anchor past the scan", arguments: 0..<8)
    func mixtures(seed: UInt64) {
        let pieces = [
            "a", "b: ", "- ", "\"", "'", "&x ", "*x", "!t ", "[", "]", "{", "}", ", ", ": ", ":",
            "\n", "\n  ", "\n    ", "\n\n", " #", "#", "|", ">", "|-\n", "? ", "---\n", " ", "\\",
            "''", "\\\"", "5", "\t", "%", "-",
        ]
        var random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            random ^= random << 13
            random ^= random >> 7
            random ^= random << 17
            return Int(random % UInt64(bound))
        }
        for _ in 0..<4000 {
            let text = (0..<(2 + next(24))).map { _ in pieces[next(pieces.count)] }.joined()
            var scan = IndicatorScan(text, file: "x")
            do { try scan.run() } catch { continue }

            do {
                _ = try Document.parse(text, file: "x")
            } catch {
                #expect(!error.message.hasPrefix("anchors"), "\(text.debugDescription)")
                #expect(!error.message.contains("alias"), "\(text.debugDescription)")
            }
        }
    }
}
