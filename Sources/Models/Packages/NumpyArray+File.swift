extension NumpyArray {
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    private static let largestHeaderByteCount = 10_000

    private static let typeNames: [(name: String, type: ElementType)] = [
        ("<f4", .float32), ("<f8", .float64), ("|u1", .uint8), ("|i1", .int8), ("<u2", .uint16),
        ("<i2", .int16), ("<u4", .uint32), ("<i4", .int32), ("<u8", .uint64), ("<i8", .int64),
        ("|b1", .bool),
    ]

    /// The whole `.npy` file: version 1.0, its header padded to 64 bytes as NumPy does.
    package var file: [UInt8] {
        let name = Self.typeNames.first { $0.type == elementType }?.name ?? ""
        let sizes = shape.map(String.init).joined(separator: ", ")
        let tuple = shape.count == 1 ? "(\(sizes),)" : "(\(sizes))"
        var header = "{'descr': '\(name)', 'fortran_order': False, 'shape': \(tuple), }"
        let unpadded = Self.magic.count + 4 + header.utf8.count + 1
        header += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
        let count = header.utf8.count
        return Self.magic + [1, 0, UInt8(count & 0xFF), UInt8(count >> 8)] + header.utf8 + bytes
    }

    /// Reads a whole `.npy` file.
    ///
    /// Nothing is allocated for what a header only claims: the file must hold every byte.
    ///
    /// - Throws: `NumpyError` for anything but rows of little-endian numbers.
    package init(file: [UInt8]) throws(NumpyError) {
        guard file.count >= 10, file.starts(with: Self.magic) else {
            throw NumpyError("it is not a .npy file")
        }
        guard (1...3).contains(file[6]) else {
            throw NumpyError("its version \(file[6]) of .npy is unknown")
        }
        let start = file[6] == 1 ? 10 : 12
        guard file.count >= start else { throw NumpyError("its header is cut short") }
        let count = file[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard count <= Self.largestHeaderByteCount else {
            throw NumpyError("its header claims \(count) bytes")
        }
        guard file.count - start >= count else { throw NumpyError("its header is cut short") }
        var header = NumpyHeader(file[start..<start + count])
        try header.parse()

        guard let type = Self.typeNames.first(where: { $0.name == header.type })?.type else {
            throw NumpyError(
                "its numbers are of type \"\(header.type.prefix(20))\"; known are "
                    + Self.typeNames.map(\.name).joined(separator: ", "))
        }
        guard !header.isColumnMajor else {
            throw NumpyError("it is in Fortran order; save numpy.ascontiguousarray of it")
        }
        let body = file.count - start - count
        let wanted = try Self.byteCount(header.shape, type)
        guard body == wanted else {
            throw NumpyError(
                "its shape \(header.shape) needs \(wanted) bytes but \(body) are there")
        }
        self.init(shape: header.shape, elementType: type, bytes: Array(file[(start + count)...]))
    }

    private static func byteCount(
        _ shape: [Int], _ type: ElementType
    ) throws(NumpyError) -> Int {
        guard shape.count <= 8 else { throw NumpyError("it has \(shape.count) axes") }
        var count = 1
        for size in shape {
            guard size >= 1 else { throw NumpyError("its shape \(shape) is empty") }
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard !overflow, product <= largestCount else {
                throw NumpyError("its shape \(shape) is absurd")
            }
            count = product
        }
        return count * type.byteCount
    }
}
