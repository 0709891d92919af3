internal import Foundation

/// Little endian numbers, one after the other.
struct RawElements {
    private let data: Data

    /// The byte count of `data` must be a multiple of that of the numbers read from it.
    init(_ data: Data) {
        self.data = data
    }

    /// Reads all as `Word`s and returns what `element` makes of each.
    func map<Word: FixedWidthInteger, Element>(_ element: (Word) -> Element) -> [Element] {
        let width = MemoryLayout<Word>.size
        let count = data.count / width
        return data.withUnsafeBytes { source in
            [Element](unsafeUninitializedCapacity: count) { target, initializedCount in
                for index in 0..<count {
                    let word = source.loadUnaligned(fromByteOffset: index * width, as: Word.self)
                    target.initializeElement(at: index, to: element(Word(littleEndian: word)))
                }
                initializedCount = count
            }
        }
    }
}
