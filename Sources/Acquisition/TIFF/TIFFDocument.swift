import CTIFF

/// One open TIFF file in memory, closed when it goes out of scope.
///
/// - Source: libtiff 4.5, `tiffio.h`.
struct TIFFDocument: ~Copyable {
    private let file: OpaquePointer
    private let memory: TIFFMemory
    private let message: UnsafeMutablePointer<CChar>

    /// - Parameter byteCount: About how much will be written.
    init(name: String, reserving byteCount: Int) throws(StorageError) {
        memory = TIFFMemory(reserving: byteCount)
        message = .allocate(capacity: Int(CTIFF_ERROR_SIZE))
        let handle = Unmanaged.passUnretained(memory).toOpaque()
        // "wl": written anew, little-endian whatever the machine is.
        let opened = ctiff_open(
            name, "wl", handle, readBytes, writeBytes, seekBytes, closeNothing, countBytes, message)
        guard let opened else {
            message.deallocate()
            throw StorageError("create", name, .library("libtiff failed"))
        }
        file = opened
    }

    /// Writes one page of 16 bit grey values and returns the whole file.
    consuming func page(
        _ pixels: UnsafeRawBufferPointer, width: Int, height: Int, description: String,
        pixelsPerCentimeter: Double, name: String
    ) throws(StorageError) -> [UInt8] {
        let scale = TIFFScale(pixelsPerUnit: pixelsPerCentimeter, unit: .centimeter)
        try add(
            pixels, TIFFPage(width: width, height: height, samples: .uint16), scale: scale,
            description: description, name: name)
        return whole()
    }

    /// The file as it is after its last page.
    consuming func whole() -> [UInt8] { memory.bytes }

    /// Adds one page of little-endian samples.
    ///
    /// - Parameters:
    ///   - description: Only the first page needs one.
    ///   - name: The file's, for errors.
    func add(
        _ pixels: UnsafeRawBufferPointer, _ page: TIFFPage, scale: TIFFScale?, description: String?,
        name: String
    ) throws(StorageError) {
        let rowByteCount = page.width * page.samples.byteCount
        let rowsPerStrip = max(1, min(page.height, 65536 / max(rowByteCount, 1)))
        try check(
            name,
            setTags(page, rowsPerStrip: rowsPerStrip) && setScale(scale) && setTexts(description)
                && writeStrips(pixels, stripByteCount: rowsPerStrip * rowByteCount)
                && TIFFWriteDirectory(file) == 1)
    }

    /// Adds the table of one page; ``fill(_:with:name:)`` gives its samples once all tables are there.
    ///
    /// So the samples of all pages follow each other without a gap, as ImageJ expects, which reads
    /// no table but the first.
    func announce(
        _ page: TIFFPage, scale: TIFFScale?, description: String?, name: String
    ) throws(StorageError) {
        // The place of a single strip fits into the table itself.
        try check(
            name,
            setTags(page, rowsPerStrip: page.height) && setScale(scale) && setTexts(description)
                && TIFFDeferStrileArrayWriting(file) == 1 && TIFFWriteCheck(file, 0, name) == 1
                && TIFFWriteDirectory(file) == 1)
    }

    /// Gives an announced page its little-endian samples; pages in their order.
    func fill(
        _ index: Int, with pixels: UnsafeRawBufferPointer, name: String
    ) throws(StorageError) {
        try check(
            name,
            TIFFSetDirectory(file, tdir_t(index)) == 1
                && writeStrips(pixels, stripByteCount: max(pixels.count, 1))
                && TIFFForceStrileArrayWriting(file) == 1)
    }

    private func check(_ name: String, _ isDone: Bool) throws(StorageError) {
        guard isDone, message[0] == 0 else {
            let text = message[0] == 0 ? "libtiff failed" : String(cString: message)
            throw StorageError("write", name, .library(text))
        }
    }

    private func setTags(_ page: TIFFPage, rowsPerStrip: Int) -> Bool {
        let bits = UInt16(page.samples.byteCount * 8)
        let format = page.samples == .float32 ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT
        return ctiff_set_uint32(file, UInt32(TIFFTAG_IMAGEWIDTH), UInt32(page.width)) == 1
            && ctiff_set_uint32(file, UInt32(TIFFTAG_IMAGELENGTH), UInt32(page.height)) == 1
            && ctiff_set_uint16(file, UInt32(TIFFTAG_BITSPERSAMPLE), bits) == 1
            && ctiff_set_uint16(file, UInt32(TIFFTAG_SAMPLESPERPIXEL), 1) == 1
            && ctiff_set_uint16(file, UInt32(TIFFTAG_SAMPLEFORMAT), UInt16(format)) == 1
            && ctiff_set_uint16(file, UInt32(TIFFTAG_COMPRESSION), UInt16(COMPRESSION_NONE)) == 1
            && ctiff_set_uint16(
                file, UInt32(TIFFTAG_PHOTOMETRIC), UInt16(PHOTOMETRIC_MINISBLACK)) == 1
            && ctiff_set_uint32(file, UInt32(TIFFTAG_ROWSPERSTRIP), UInt32(rowsPerStrip)) == 1
    }

    private func setScale(_ scale: TIFFScale?) -> Bool {
        guard let scale else { return true }
        let unit = scale.unit == .centimeter ? RESUNIT_CENTIMETER : RESUNIT_NONE
        return ctiff_set_uint16(file, UInt32(TIFFTAG_RESOLUTIONUNIT), UInt16(unit)) == 1
            && ctiff_set_float(file, UInt32(TIFFTAG_XRESOLUTION), scale.pixelsPerUnit) == 1
            && ctiff_set_float(file, UInt32(TIFFTAG_YRESOLUTION), scale.pixelsPerUnit) == 1
    }

    private func setTexts(_ description: String?) -> Bool {
        guard ctiff_set_string(file, UInt32(TIFFTAG_SOFTWARE), "Tarsier") == 1 else {
            return false
        }
        guard let description else { return true }
        return ctiff_set_string(file, UInt32(TIFFTAG_IMAGEDESCRIPTION), description) == 1
    }

    private func writeStrips(_ pixels: UnsafeRawBufferPointer, stripByteCount: Int) -> Bool {
        for (strip, start) in stride(from: 0, to: pixels.count, by: stripByteCount).enumerated() {
            let count = min(stripByteCount, pixels.count - start)
            guard let address = pixels.baseAddress?.advanced(by: start) else { return false }
            // libtiff takes the bytes as not const but leaves them as they are.
            let bytes = UnsafeMutableRawPointer(mutating: address)
            guard TIFFWriteRawStrip(file, UInt32(strip), bytes, tmsize_t(count)) == count else {
                return false
            }
        }
        return true
    }

    deinit {
        TIFFClose(file)
        message.deallocate()
    }
}

private func memory(_ handle: thandle_t?) -> TIFFMemory? {
    handle.map { Unmanaged<TIFFMemory>.fromOpaque($0).takeUnretainedValue() }
}

private func readBytes(
    _ handle: thandle_t?, _ bytes: UnsafeMutableRawPointer?, _ count: tmsize_t
) -> tmsize_t {
    let target = UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))
    return tmsize_t(memory(handle)?.read(into: target) ?? -1)
}

private func writeBytes(
    _ handle: thandle_t?, _ bytes: UnsafeMutableRawPointer?, _ count: tmsize_t
) -> tmsize_t {
    let source = UnsafeRawBufferPointer(start: bytes, count: Int(count))
    return tmsize_t(memory(handle)?.write(source) ?? -1)
}

private func seekBytes(_ handle: thandle_t?, _ offset: toff_t, _ origin: Int32) -> toff_t {
    let position = memory(handle)?.seek(Int(truncatingIfNeeded: offset), from: origin) ?? -1
    return toff_t(bitPattern: Int64(position))
}

private func closeNothing(_ handle: thandle_t?) -> Int32 { 0 }

private func countBytes(_ handle: thandle_t?) -> toff_t {
    toff_t(memory(handle)?.bytes.count ?? 0)
}
