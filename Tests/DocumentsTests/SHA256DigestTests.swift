import Testing

@testable import Documents

@Suite("SHA-256")
struct SHA256DigestTests {
    @Test(
        "known digests",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 1000),
                "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
            ),
        ])
    func knownDigests(text: String, digest: String) {
        #expect(SHA256Digest.hexadecimal(of: Array(text.utf8)) == digest)
    }

    @Test("a digest of more than a block, at every length of the last one")
    func lengths() {
        let digests = (100..<230).map { count in
            SHA256Digest.hexadecimal(of: [UInt8](repeating: 7, count: count))
        }

        #expect(Set(digests).count == digests.count)
        #expect(digests.allSatisfy { $0.utf8.count == 64 })
    }
}
