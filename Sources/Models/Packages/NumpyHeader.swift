/// The header of a `.npy` file: a dictionary in Python's notation with three known keys.
struct NumpyHeader {
    private(set) var type = ""
    private(set) var isColumnMajor = false
    private(set) var shape: [Int] = []
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

    mutating func parse() throws(NumpyError) {
        var missing: Set<String> = ["descr", "fortran_order", "shape"]
        try expect("{")
        while !skip("}") {
            let key = try text()
            guard missing.remove(key) != nil else {
                throw NumpyError("its header has the key \"\(key.prefix(20))\" unasked or twice")
            }
            try expect(":")
            switch key {
            case "descr": type = try text()
            case "fortran_order": isColumnMajor = try bool()
            default: shape = try tuple()
            }
            if !skip(",") {
                try expect("}")
                break
            }
        }
        skipBlanks()
        guard index == bytes.count else { throw NumpyError("its header goes on after its end") }
        guard let key = missing.min() else { return }
        throw NumpyError("its header lacks the key \"\(key)\"")
    }

    private mutating func skipBlanks() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A { index += 1 }
    }

    private mutating func skip(_ word: StaticString) -> Bool {
        skipBlanks()
        let found = word.withUTF8Buffer { bytes[index...].starts(with: $0) }
        if found { index += word.utf8CodeUnitCount }
        return found
    }

    private mutating func expect(_ word: StaticString) throws(NumpyError) {
        guard skip(word) else { throw NumpyError("its header lacks a \"\(word)\"") }
    }

    private mutating func text() throws(NumpyError) -> String {
        skipBlanks()
        guard index < bytes.count, bytes[index] == 0x27 || bytes[index] == 0x22,
            let end = bytes[(index + 1)...].firstIndex(of: bytes[index])
        else { throw NumpyError("its header lacks a text in quotes") }
        defer { index = end + 1 }
        return String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    }

    private mutating func bool() throws(NumpyError) -> Bool {
        if skip("True") { return true }
        if skip("False") { return false }
        throw NumpyError("its header lacks True or False")
    }

    private mutating func tuple() throws(NumpyError) -> [Int] {
        try expect("(")
        var sizes: [Int] = []
        while !skip(")") {
            skipBlanks()
            let digits = bytes[index...].prefix { (0x30...0x39).contains($0) }
            guard let size = Int(String(decoding: digits, as: UTF8.self)) else {
                throw NumpyError("its header has a shape that is no list of sizes")
            }
            index += digits.count
            sizes.append(size)
            if !skip(",") {
                try expect(")")
                break
            }
        }
        return sizes
    }
}
