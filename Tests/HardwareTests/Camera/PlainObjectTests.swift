import FoundationEssentials
import Rehearsal
import Testing

@testable import Hardware

@Suite("Plain messages of a camera")
struct PlainObjectTests {
    private func plain(_ text: String) -> PlainObject? { PlainObject(Array(text.utf8)) }

    @Test("words, whole numbers and truth values are read, whatever their order and spaces")
    func reads() throws {
        let text = " {\n\"ok\" : true, \"frame\":12 ,\"type\":\"exposed\", \"late\":false}\t"
        let object = try #require(plain(text))

        #expect(object.isTrue("ok") && !object.isTrue("late") && !object.isTrue("frame"))
        #expect(object.number("frame") == 12 && object.number("ok") == nil)
        #expect(object.holds("exposed", at: "type") && !object.holds("frame", at: "type"))
        #expect(object.number("fram") == nil && object.number("frames") == nil)
    }

    @Test(
        "everything else is left to the general reader",
        arguments: [
            "", "{", "{}", "[1]", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1}}", "{\"a\":1,}",
            "{\"a\":01}", "{\"a\":-1}", "{\"a\":1.0}", "{\"a\":1e3}", "{\"a\":null}",
            "{\"a\":{\"b\":1}}", "{\"a\":[1]}", "{\"a\":\"\\u0061\"}", "{\"a\":\"é\"}",
            "{\"a\":tru}", "{\"a\":truely}", "{\"a\":1,\"a\":2}", "{\"a\":1 2}", "{\"a",
            "{\"a\":12345678901234567890}",
        ])
    func leaves(text: String) {
        #expect(plain(text) == nil)
    }

    @Test("what is read is what the general reader reads, of any bytes", arguments: 1...4)
    func agrees(seed: UInt64) throws {
        struct Meaning: Decodable {
            let (ok, frame, type): (Bool?, UInt64?, String?)
            enum Key: String, CodingKey { case ok, frame, type }

            init(from decoder: any Decoder) throws {
                let members = try decoder.container(keyedBy: Key.self)
                ok = try? members.decode(Bool.self, forKey: .ok)
                frame = try? members.decode(UInt64.self, forKey: .frame)
                type = try? members.decode(String.self, forKey: .type)
            }
        }
        var random = SplitMix64(seed: seed)
        let pieces = [
            "{", "}", ",", ":", "\"ok\"", "\"frame\"", "\"type\"", "true", "false", "17", "0", " ",
            "\"exposed\"", "\\", "\"", "\n", "-", ".5", "\u{1}",
        ]
        let sound = "{\"ok\": true, \"frame\": 90071, \"type\": \"exposed\"}"
        var readCount = 0
        for round in 0..<1500 {
            var bytes: [UInt8]
            if round % 2 == 0 {
                bytes = Array(sound.utf8)
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            } else {
                let count = Int.random(in: 1...7, using: &random)
                let inner = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }
                bytes = Array(("{" + inner.joined() + "}").utf8)
            }
            guard let object = PlainObject(bytes) else { continue }
            readCount += 1
            let general = try JSONDecoder().decode(Meaning.self, from: Data(bytes))
            #expect(object.number("frame") == general.frame)
            #expect(object.isTrue("ok") == (general.ok ?? false))
            #expect(object.holds("exposed", at: "type") == (general.type == "exposed"))
        }
        #expect(readCount > 50)
    }
}
