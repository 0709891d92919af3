import Testing

@testable import Documents

@Suite("Documents")
struct DocumentTests {
    private func parse(_ text: String) throws -> Document {
        try Document.parse(text, file: "plan.yaml")
    }

    @Test("an unknown key is named with its place and the nearest known one")
    func unknownKey() throws {
        let document = try parse("axes: tc\nchanels: [a]\n")

        let error = #expect(throws: DocumentError.self) {
            try document.mapping(["axes", "channels", "metadata"])
        }

        #expect(
            error?.description
                == "plan.yaml:2:1: unknown key \"chanels\"; did you mean \"channels\"?")
    }

    @Test("a key that is far from everything lists what is known")
    func farKey() throws {
        let error = #expect(throws: DocumentError.self) {
            try parse("zzzzzz: 1").mapping(["x", "y"])
        }

        #expect(error?.message == "unknown key \"zzzzzz\"; known here: x, y")
    }

    @Test("a key given twice is refused", arguments: ["a: 1\nb: 2\na: 3", "{\"a\": 1, a: 2}"])
    func duplicateKey(text: String) {
        let error = #expect(throws: DocumentError.self) { try parse(text) }

        #expect(error?.message == "key \"a\" appears twice")
    }

    @Test("a missing key is named at its mapping")
    func missingKey() throws {
        let mapping = try #require(
            try parse("rig: 1\nstage:\n  port: x").mapping(["rig", "stage"])["stage"]
        )
        .mapping(["port", "driver"])

        let error = #expect(throws: DocumentError.self) { try mapping.required("driver") }

        #expect(error?.description == "plan.yaml:3:3: missing key \"driver\"")
    }

    @Test("a key that looks like the missing one is pointed at")
    func misspeltKey() throws {
        let mapping = try parse("rig: 1\ndrivr: x").mapping(["rig", "drivr"])

        let error = #expect(throws: DocumentError.self) { try mapping.required("driver") }

        #expect(
            error?.description
                == "plan.yaml:2:1: missing key \"driver\"; is this \"drivr\" meant to be it?")
    }

    @Test("JSON is read, with stars and ampersands inside its texts")
    func json() throws {
        let document = try parse("{\"name\": \"a*b & !c\", \"list\": [1, 2.5, true, null, \"5\"]}")

        let mapping = try document.mapping(["name", "list"])
        let list = try mapping.required("list").sequence()

        #expect(try mapping.required("name").string() == "a*b & !c")
        #expect(try list[0].int() == 1)
        #expect(try list[1].double() == 2.5)
        #expect(try list[2].bool())
        #expect(list[3].kind == .null)
        #expect(throws: DocumentError.self) { try list[4].int() }
    }

    @Test("no, on and yes are texts, not Booleans", arguments: ["no", "on", "yes", "off", "y"])
    func norway(text: String) throws {
        let document = try parse(text)

        #expect(try document.string() == text)
        #expect(throws: DocumentError.self) { try document.bool() }
    }

    @Test(
        "numbers are YAML 1.2's and finite",
        arguments: [".nan", ".inf", "-.inf", "nan", "inf", "1e400", "0x1p4", "\"3\"", "1 2", "~"])
    func notANumber(text: String) throws {
        let document = try parse(text)

        #expect(throws: DocumentError.self) { try document.double() }
    }

    @Test(
        "whole numbers in every notation",
        arguments: zip(["3", "+3", "-3", "0o17", "0xff"], [3, 3, -3, 15, 255]))
    func wholeNumbers(text: String, value: Int) throws {
        #expect(try parse(text).int() == value)
    }

    @Test(
        "whatever is no document gives one error and a place",
        arguments: ["", "a: [1", "a: \"x", "a: b: c", "\t- x", "a: 1\n---\nb: 2", "? [a]\n: b"])
    func malformed(text: String) {
        let error = #expect(throws: DocumentError.self) { try parse(text) }

        #expect(error.map { $0.line >= 1 && $0.column >= 1 && !$0.message.contains("\n") } == true)
    }
}
