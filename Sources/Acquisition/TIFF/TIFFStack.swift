/// The pages of a TIFF file, read one at a time.
///
/// Grey pages of 8, 16 and 32 bit unsigned and of 32 bit floating point, in strips or tiles, packed
/// in any way that libtiff unpacks. Holds the open file, and no pixels.
package final class TIFFStack {
    package let path: String
    package let pageCount: Int
    /// The first page's description, as ImageJ, OME-TIFF writers and tifffile use it.
    package let description: String
    /// At the sample; `nil` where the file does not say it in a unit of length.
    package let pixelMicrometers: Double?
    private let file: TIFFFile

    /// - Throws: ``StorageError`` that names the file, and the page where it is about one.
    package init(path: String) throws(StorageError) {
        let file = try TIFFFile(path: path)
        let count = try file.pageCount()
        try file.select(page: 0)
        let description = file.description()
        let pixelsPerUnit = file.resolution().pixels
        self.path = path
        self.file = file
        pageCount = count
        self.description = description
        pixelMicrometers = StackDescription(description).pixelMicrometers(
            pixelsPerUnit: pixelsPerUnit)
    }

    /// The size and samples of a page, counted from 0.
    package func page(_ number: Int) throws(StorageError) -> TIFFPage {
        guard (0..<pageCount).contains(number) else {
            let text = "there is no page \(number); the file has \(pageCount), counted from 0"
            throw StorageError("read", path, .outOfRange(text))
        }
        try file.select(page: number)
        switch file.tags().checked() {
        case .success(let page): return page
        case .failure(let refusal):
            throw StorageError("read", path, .foreign("page \(number): \(refusal.text)"))
        }
    }

    /// The grey values of a page, row by row.
    ///
    /// - Throws: Also where a value is not finite, with its place.
    package func greyValues(page number: Int) throws(StorageError) -> [Float] {
        let page = try page(number)
        switch page.samples {
        case .uint8: return try values(UInt8.self, page, number).map(Float.init)
        case .uint16: return try values(UInt16.self, page, number).map(Float.init)
        case .uint32: return try values(UInt32.self, page, number).map(Float.init)
        case .float32:
            let values = try values(Float.self, page, number)
            if let place = values.firstIndex(where: { !$0.isFinite }) {
                let (y, x) = place.quotientAndRemainder(dividingBy: page.width)
                let text = "page \(number): the pixel at column \(x), row \(y) is \(values[place])"
                throw StorageError("read", path, .damaged(text))
            }
            return values
        }
    }

    /// The numbers of a page of whole numbers, row by row.
    package func wholeNumbers(page number: Int) throws(StorageError) -> [UInt32] {
        let page = try page(number)
        switch page.samples {
        case .uint8: return try values(UInt8.self, page, number).map(UInt32.init)
        case .uint16: return try values(UInt16.self, page, number).map(UInt32.init)
        case .uint32: return try values(UInt32.self, page, number)
        case .float32:
            let text = "page \(number): labels are whole numbers, but this is floating point"
            throw StorageError("read", path, .foreign(text))
        }
    }

    private func values<Sample: ExpressibleByIntegerLiteral>(
        _ type: Sample.Type, _ page: TIFFPage, _ number: Int
    ) throws(StorageError) -> [Sample] {
        var failure: StorageError?
        let values = [Sample](unsafeUninitializedCapacity: page.pixelCount) { buffer, count in
            let target = UnsafeMutableRawBufferPointer(
                UnsafeMutableBufferPointer(rebasing: buffer[..<page.pixelCount]))
            do throws(StorageError) {
                try file.read(page, number: number, into: target)
                count = page.pixelCount
            } catch {
                failure = error
                count = 0
            }
        }
        if let failure { throw failure }
        return values
    }
}
