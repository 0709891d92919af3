/// How much disk a run will take, against what is free.
package struct DiskEstimate: Equatable, Sendable {
    /// What one frame takes without compression.
    package let bytesPerFrame: Int64
    package let frameCount: Int64
    /// Frames, folders and journal, without compression; never less than what is needed.
    package let byteCount: Int64
    /// The same with compression, as frames of a scientific camera usually compress.
    package let compressedByteCount: Int64
    package let freeByteCount: Int64

    /// Share of its size that a frame keeps with zstd level 1 and byte shuffle. The benchmark's
    /// dim frames (about 8 electrons of shot noise) keep 0.49; bright ones have more noise to keep.
    package static let typicalCompressedShare = 0.6

    /// Each frame is a file in folders of its own: three folders and half a block on average,
    /// with blocks of 4 KiB. Its journal rows take less than 2 KiB.
    private static let overheadPerFrame: Int64 = 3 * 4096 + 2048 + 2048

    /// - Parameters:
    ///   - frameCount: Frames that the plan may expose at most.
    ///   - freeByteCount: As ``FileSystem/freeByteCount(at:)`` says.
    package init(width: Int, height: Int, frameCount: Int, freeByteCount: Int64) {
        func product(_ a: Int64, _ b: Int64) -> Int64 {
            let (value, isTooLarge) = a.multipliedReportingOverflow(by: b)
            return isTooLarge ? .max : value
        }
        func sum(_ a: Int64, _ b: Int64) -> Int64 {
            let (value, isTooLarge) = a.addingReportingOverflow(b)
            return isTooLarge ? .max : value
        }
        bytesPerFrame = product(product(Int64(max(width, 0)), Int64(max(height, 0))), 2)
        self.frameCount = Int64(max(frameCount, 0))
        self.freeByteCount = freeByteCount
        let overhead = product(Self.overheadPerFrame, self.frameCount)
        let raw = product(bytesPerFrame, self.frameCount)
        let compressed = Double(raw) * Self.typicalCompressedShare
        byteCount = sum(raw, overhead)
        compressedByteCount = sum(Int64(exactly: compressed.rounded(.up)) ?? .max, overhead)
    }

    /// Why the run cannot be stored; nil when it fits, with a tenth of the disk's rest to spare.
    package func refusal(isCompressed: Bool, path: String) -> String? {
        let needed = isCompressed ? compressedByteCount : byteCount
        guard needed > freeByteCount - freeByteCount / 10 else { return nil }
        return "\(path): the run needs about \(inWords(needed)) for \(frameCount) frames, but only "
            + "\(inWords(freeByteCount)) are free (a tenth is kept in reserve)"
    }

    private func inWords(_ byteCount: Int64) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
        var value = Double(byteCount)
        var unit = 0
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let rounded = unit == 0 ? value : (value * 10).rounded() / 10
        return "\(rounded) \(units[unit])"
    }
}
