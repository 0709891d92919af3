/// One page of a TIFF file: its size and what its samples are.
package struct TIFFPage: Equatable, Sendable {
    /// The most pixels that one page may claim: 16384 × 16384.
    static let pixelLimit = 1 << 28

    package let width: Int
    package let height: Int
    package let samples: SampleType

    package init(width: Int, height: Int, samples: SampleType) {
        self.width = width
        self.height = height
        self.samples = samples
    }

    package var pixelCount: Int { width * height }
}

/// What a page says of itself before anybody has checked it.
struct TIFFPageTags {
    var width: UInt32
    var height: UInt32
    var bitsPerSample: UInt16
    var samplesPerPixel: UInt16
    /// 1 unsigned, 2 signed, 3 floating point, 4 unknown.
    var sampleFormat: UInt16
    var isPalette: Bool
    /// Grey, with black or with white as 0.
    var isGrey: Bool

    /// The page, or what keeps us from reading it.
    ///
    /// - Source: TIFF revision 6.0, sections 3 to 8 and 19.
    func checked() -> Result<TIFFPage, Refusal> {
        guard width > 0, height > 0 else { return refuse("it has no pixels") }
        guard Int(width) <= TIFFPage.pixelLimit / Int(height) else {
            let limit = "the limit is \(TIFFPage.pixelLimit) pixels; crop it"
            return refuse("\(width) x \(height) pixels are too many, \(limit)")
        }
        guard !isPalette else {
            return refuse("it has a colour palette; save it as a grey image")
        }
        guard samplesPerPixel == 1, isGrey else {
            return refuse(
                "it is a colour image (\(samplesPerPixel) samples per pixel); "
                    + "save its channels as grey pages")
        }
        guard let samples else {
            let kind = [2: "signed", 3: "floating point", 5: "complex", 6: "complex"][sampleFormat]
            return refuse(
                "its \(bitsPerSample) bit \(kind ?? "unsigned") samples are not read; save it as "
                    + "8, 16 or 32 bit unsigned or 32 bit floating point")
        }
        return .success(TIFFPage(width: Int(width), height: Int(height), samples: samples))
    }

    private var samples: SampleType? {
        switch (bitsPerSample, sampleFormat) {
        case (8, 1), (8, 4): .uint8
        case (16, 1), (16, 4): .uint16
        case (32, 1), (32, 4): .uint32
        case (32, 3): .float32
        default: nil
        }
    }

    private func refuse(_ text: String) -> Result<TIFFPage, Refusal> {
        .failure(Refusal(text: text))
    }

    struct Refusal: Error {
        let text: String
    }
}
