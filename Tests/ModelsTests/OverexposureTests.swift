import Testing

@testable import Models

@Suite("Overexposure")
struct OverexposureTests {
    private func share(_ pixels: [UInt16], offset: Double = 100) -> Double? {
        pixels.withUnsafeBufferPointer {
            Overexposure.share(
                of: ImageView(pixels: $0, width: 128, height: pixels.count / 128), offset: offset)
        }
    }

    /// Grey values that spread round `mean` as a sum of four dice does, up to a ceiling.
    private func frame(mean: Int, ceiling: UInt16) -> [UInt16] {
        var random = SplitMix64(seed: 7)
        return (0..<(128 * 128)).map { _ in
            let sum = (0..<4).reduce(0) { sum, _ in sum + Int(random.next() % 51) }
            return min(UInt16(mean - 100 + sum), ceiling)
        }
    }

    @Test("what the ceiling cuts off is counted, whatever the ceiling is")
    func clipped() {
        let frame = frame(mean: 4095, ceiling: 4095)
        let expected = Double(frame.count { $0 == 4095 }) / Double(frame.count)

        #expect(expected > 0.4)
        #expect(share(frame) == expected)
    }

    @Test("what shines has no room in a bright frame, though little of it is at the ceiling")
    func bright() {
        var shining = frame(mean: 3500, ceiling: 4095)
        for place in 0..<200 { shining[64 * place] = 4095 }
        var dim = frame(mean: 2500, ceiling: 4095)
        for place in 0..<200 { dim[64 * place] = 4095 }

        #expect(share(shining) == 200 / Double(128 * 128))
        #expect(share(dim) == nil)
    }

    @Test("a few hot pixels are no ceiling")
    func hot() {
        var frame = frame(mean: 3500, ceiling: 4095)
        for place in 0..<20 { frame[64 * place] = 4095 }

        #expect(share(frame) == nil)
    }

    @Test("a frame that fades out below the ceiling is not overexposed", arguments: [300, 3000])
    func whole(mean: Int) {
        #expect(share(frame(mean: mean, ceiling: 4095)) == nil)
    }

    @Test("a frame without light is not overexposed, though all of it is alike")
    func dark() {
        #expect(share([UInt16](repeating: 100, count: 128 * 128)) == nil)
        #expect(share([UInt16](repeating: 0, count: 128 * 128), offset: 0) == nil)
    }
}
