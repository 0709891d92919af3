import Testing

@testable import Acquisition

@Suite("Disk estimate")
struct DiskEstimateTests {
    @Test("a run that fits is accepted, one that does not is refused in words")
    func refusal() {
        let small = DiskEstimate(width: 2048, height: 2048, frameCount: 10, freeByteCount: 1 << 30)
        let large = DiskEstimate(
            width: 2048, height: 2048, frameCount: 1000, freeByteCount: 1 << 30)

        #expect(small.bytesPerFrame == 8_388_608)
        #expect(small.byteCount >= 83_886_080)
        #expect(small.compressedByteCount < small.byteCount)
        #expect(small.refusal(isCompressed: false, path: "/runs") == nil)
        let text = large.refusal(isCompressed: false, path: "/runs")
        #expect(text?.contains("/runs") == true)
        #expect(text?.contains("8.4 GB for 1000 frames") == true)
    }

    @Test("no numbers make it trap", arguments: [0, -1, 65_535, Int.max])
    func extremes(size: Int) {
        let estimate = DiskEstimate(
            width: size, height: size, frameCount: size, freeByteCount: 1000)

        #expect(estimate.byteCount >= 0)
        #expect(size <= 0 || estimate.refusal(isCompressed: true, path: "/") != nil)
    }
}
