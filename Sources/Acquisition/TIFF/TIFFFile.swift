import CTIFF

/// One TIFF file open for reading, closed when it goes out of scope.
///
/// - Source: libtiff 4.5, `tiffio.h`.
struct TIFFFile: ~Copyable {
    let path: String
    private let file: OpaquePointer
    private let bytes: TIFFFileBytes
    private let message: UnsafeMutablePointer<CChar>

    init(path: String) throws(StorageError) {
        let bytes = try TIFFFileBytes(path: path)
        let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CTIFF_ERROR_SIZE))
        let handle = Unmanaged.passUnretained(bytes).toOpaque()
        // "rmh": read, not mapped into memory, the header alone at first.
        let opened = ctiff_open(
            path, "rmh", handle, readBytes, writeNothing, seekBytes, closeNothing, countBytes,
            message)
        guard let opened else {
            let text = message[0] == 0 ? "" : " (\(String(cString: message)))"
            message.deallocate()
            throw StorageError("read", path, .foreign("it is not a TIFF file\(text)"))
        }
        self.path = path
        self.bytes = bytes
        self.message = message
        file = opened
    }

    deinit {
        TIFFClose(file)
        message.deallocate()
    }

    /// How many pages there are.
    func pageCount() throws(StorageError) -> Int {
        message[0] = 0
        let count = Int(TIFFNumberOfDirectories(file))
        guard count > 0, message[0] == 0 else {
            throw failure("the list of its pages is damaged")
        }
        return count
    }

    /// Makes `page`, counted from 0, the one that the calls below speak of.
    func select(page: Int) throws(StorageError) {
        message[0] = 0
        guard TIFFSetDirectory(file, tdir_t(page)) == 1 else {
            throw failure("page \(page) is damaged or has no pixels")
        }
    }

    /// What the selected page says of itself.
    func tags() -> TIFFPageTags {
        let photometric = Int32(ctiff_get_uint16(file, UInt32(TIFFTAG_PHOTOMETRIC), 1))
        return TIFFPageTags(
            width: ctiff_get_uint32(file, UInt32(TIFFTAG_IMAGEWIDTH), 0),
            height: ctiff_get_uint32(file, UInt32(TIFFTAG_IMAGELENGTH), 0),
            bitsPerSample: ctiff_get_uint16(file, UInt32(TIFFTAG_BITSPERSAMPLE), 1),
            samplesPerPixel: ctiff_get_uint16(file, UInt32(TIFFTAG_SAMPLESPERPIXEL), 1),
            sampleFormat: ctiff_get_uint16(file, UInt32(TIFFTAG_SAMPLEFORMAT), 1),
            isPalette: photometric == PHOTOMETRIC_PALETTE,
            isGrey: photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE)
    }

    /// The selected page's description; empty where there is none.
    func description() -> String {
        guard let text = ctiff_get_string(file, UInt32(TIFFTAG_IMAGEDESCRIPTION)) else { return "" }
        return String(cString: text)
    }

    /// Pixels along x per unit, and the unit: 1 none, 2 inch, 3 centimetre.
    func resolution() -> (pixels: Double, unit: Int) {
        (
            ctiff_get_float(file, UInt32(TIFFTAG_XRESOLUTION), 0),
            Int(ctiff_get_uint16(file, UInt32(TIFFTAG_RESOLUTIONUNIT), 2))
        )
    }

    /// Decodes the selected page into `target`, row by row, in this machine's byte order.
    ///
    /// - Parameter number: The page's, for errors.
    func read(
        _ page: TIFFPage, number: Int, into target: UnsafeMutableRawBufferPointer
    ) throws(StorageError) {
        precondition(target.count == page.pixelCount * page.samples.byteCount, "checked above")
        message[0] = 0
        let isWhole =
            TIFFIsTiled(file) != 0 ? readTiles(page, into: target) : readStrips(page, into: target)
        guard isWhole else { throw failure("page \(number) is cut off or damaged") }
    }

    private func readStrips(_ page: TIFFPage, into target: UnsafeMutableRawBufferPointer) -> Bool {
        let claimed = Int(ctiff_get_uint32(file, UInt32(TIFFTAG_ROWSPERSTRIP), .max))
        let rows = min(max(claimed, 1), page.height)
        let stripByteCount = rows * page.width * page.samples.byteCount
        let starts = stride(from: 0, to: target.count, by: stripByteCount)
        for (strip, start) in starts.enumerated() {
            let count = min(stripByteCount, target.count - start)
            let address = target.baseAddress?.advanced(by: start)
            guard TIFFReadEncodedStrip(file, UInt32(strip), address, tmsize_t(count)) == count
            else { return false }
        }
        return true
    }

    private func readTiles(_ page: TIFFPage, into target: UnsafeMutableRawBufferPointer) -> Bool {
        let width = Int(ctiff_get_uint32(file, UInt32(TIFFTAG_TILEWIDTH), 0))
        let height = Int(ctiff_get_uint32(file, UInt32(TIFFTAG_TILELENGTH), 0))
        let pixel = page.samples.byteCount
        guard width > 0, height > 0, width <= TIFFPage.pixelLimit / height,
            TIFFTileSize(file) == width * height * pixel
        else { return false }
        let tile = UnsafeMutableRawBufferPointer.allocate(
            byteCount: width * height * pixel, alignment: 16)
        defer { tile.deallocate() }
        var index: UInt32 = 0
        for top in stride(from: 0, to: page.height, by: height) {
            for left in stride(from: 0, to: page.width, by: width) {
                guard
                    TIFFReadEncodedTile(file, index, tile.baseAddress, tmsize_t(tile.count))
                        == tile.count
                else { return false }
                let count = min(width, page.width - left) * pixel
                for row in 0..<min(height, page.height - top) {
                    let start = ((top + row) * page.width + left) * pixel
                    UnsafeMutableRawBufferPointer(rebasing: target[start..<(start + count)])
                        .copyMemory(
                            from: UnsafeRawBufferPointer(
                                rebasing: tile[(row * width * pixel)...].prefix(count)))
                }
                index += 1
            }
        }
        return true
    }

    private func failure(_ text: String) -> StorageError {
        let reason = message[0] == 0 ? "" : " (\(String(cString: message)))"
        return StorageError("read", path, .damaged(text + reason))
    }
}

private func source(_ handle: thandle_t?) -> TIFFFileBytes? {
    handle.map { Unmanaged<TIFFFileBytes>.fromOpaque($0).takeUnretainedValue() }
}

private func readBytes(
    _ handle: thandle_t?, _ bytes: UnsafeMutableRawPointer?, _ count: tmsize_t
) -> tmsize_t {
    let target = UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))
    return tmsize_t(source(handle)?.read(into: target) ?? -1)
}

private func writeNothing(
    _ handle: thandle_t?, _ bytes: UnsafeMutableRawPointer?, _ count: tmsize_t
) -> tmsize_t { -1 }

private func seekBytes(_ handle: thandle_t?, _ offset: toff_t, _ origin: Int32) -> toff_t {
    let position = source(handle)?.seek(Int(truncatingIfNeeded: offset), from: origin) ?? -1
    return toff_t(bitPattern: Int64(position))
}

private func closeNothing(_ handle: thandle_t?) -> Int32 { 0 }

private func countBytes(_ handle: thandle_t?) -> toff_t { toff_t(source(handle)?.count ?? 0) }
