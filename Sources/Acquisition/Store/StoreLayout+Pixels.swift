extension StoreLayout {
    /// The plane that a chunk file holds.
    ///
    /// - Parameter path: The file's, for errors.
    func pixels(in bytes: [UInt8], series: Int, _ path: String) throws(StorageError) -> [UInt16] {
        let count = self.series[series].sizeY * self.series[series].sizeX
        if compression != .none {
            if let pixels = BloscChunk.unpack(bytes, pixelCount: count) { return pixels }
        } else if bytes.count == self.series[series].planeByteCount {
            return [UInt16](unsafeUninitializedCapacity: count) { pixels, filled in
                UnsafeMutableRawBufferPointer(pixels).copyBytes(from: bytes)
                for index in 0..<count { pixels[index] = UInt16(littleEndian: pixels[index]) }
                filled = count
            }
        }
        throw StorageError("read", path, .damaged("the chunk does not hold one whole plane"))
    }
}
