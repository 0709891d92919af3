internal import Foundation

/// The data of one tensor, wherever the file has put it.
struct TensorData {
    private let message: Onnx_TensorProto
    private let type: ONNXElementType
    private let count: Int
    private let title: String

    /// `count` is what the tensor's shape asks for.
    init(_ message: Onnx_TensorProto, _ type: ONNXElementType, count: Int, _ title: String) {
        self.message = message
        self.type = type
        self.count = count
        self.title = title
    }

    static func refusal(of type: String, _ title: String) -> ONNXError {
        ONNXError(
            .unsupported,
            "\(title) is of \(type); float32, float64, float16, bfloat16, int8, int16, int32, int64, "
                + "uint8 or bool was expected")
    }

    /// The elements in the type that we compute in.
    func elements() throws(ONNXError) -> ONNXTensor.Elements {
        if message.hasRawData {
            try checkNoTypedData(except: nil)
            try check(found: message.rawData.count, expected: count * type.byteCount, "bytes")
            return try rawElements(RawElements(message.rawData))
        }
        return try typedElements()
    }

    private func rawElements(_ raw: RawElements) throws(ONNXError) -> ONNXTensor.Elements {
        switch type {
        case .float32: .float(raw.map { (bits: UInt32) in Float(bitPattern: bits) })
        case .float64: .float(raw.map { (bits: UInt64) in Float(Double(bitPattern: bits)) })
        case .float16: .float(raw.map { (bits: UInt16) in Float(Float16(bitPattern: bits)) })
        case .bfloat16: .float(raw.map { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) })
        case .int8: .int(raw.map { (value: Int8) in Int64(value) })
        case .int16: .int(raw.map { (value: Int16) in Int64(value) })
        case .int32: .int(raw.map { (value: Int32) in Int64(value) })
        case .int64: .int(raw.map { (value: Int64) in value })
        case .uint8: .int(raw.map { (value: UInt8) in Int64(value) })
        case .bool: .bool(try bools(raw.map { (value: UInt8) in Int32(value) }))
        case .uint16, .uint32, .uint64: throw Self.refusal(of: "\(type)", title)
        }
    }

    private func typedElements() throws(ONNXError) -> ONNXTensor.Elements {
        switch type {
        case .float32:
            try checkNoTypedData(except: .float32)
            try check(found: message.floatData.count, expected: count, "elements")
            return .float(message.floatData)
        case .float64:
            try checkNoTypedData(except: .float64)
            try check(found: message.doubleData.count, expected: count, "elements")
            return .float(message.doubleData.map { Float($0) })
        case .int64:
            try checkNoTypedData(except: .int64)
            try check(found: message.int64Data.count, expected: count, "elements")
            return .int(message.int64Data)
        default:
            try checkNoTypedData(except: .int32)
            try check(found: message.int32Data.count, expected: count, "elements")
            return try narrowElements(message.int32Data)
        }
    }

    /// The types that share the field of 32 bit integers.
    private func narrowElements(_ values: [Int32]) throws(ONNXError) -> ONNXTensor.Elements {
        switch type {
        case .float16:
            try check(values, fit: 0...0xFFFF)
            return .float(values.map { Float(Float16(bitPattern: UInt16($0))) })
        case .bfloat16:
            try check(values, fit: 0...0xFFFF)
            return .float(values.map { Float(bitPattern: UInt32($0) << 16) })
        case .bool: return .bool(try bools(values))
        case .int8: try check(values, fit: -128...127)
        case .int16: try check(values, fit: -32768...32767)
        case .uint8: try check(values, fit: 0...255)
        case .int32: break
        default: throw Self.refusal(of: "\(type)", title)
        }
        return .int(values.map(Int64.init))
    }

    private func bools(_ values: [Int32]) throws(ONNXError) -> [Bool] {
        try check(values, fit: 0...1)
        return values.map { $0 == 1 }
    }

    private func check(_ values: [Int32], fit range: ClosedRange<Int32>) throws(ONNXError) {
        guard let wrong = values.first(where: { !range.contains($0) }) else { return }
        throw ONNXError(
            .malformed,
            "\(title) is of \(type) and holds \(wrong) where \(range.lowerBound) to "
                + "\(range.upperBound) was expected")
    }

    private func check(found: Int, expected: Int, _ unit: String) throws(ONNXError) {
        guard found != expected else { return }
        throw ONNXError(
            .wrongShape,
            "\(title) has \(found) \(unit) of data where its shape \(message.dims) of \(type) asks "
                + "for \(expected)")
    }

    /// Data in a field that the type does not use would be ignored: refuse it.
    private func checkNoTypedData(except used: ONNXElementType?) throws(ONNXError) {
        let fields: [(type: ONNXElementType, isEmpty: Bool)] = [
            (.float32, message.floatData.isEmpty), (.float64, message.doubleData.isEmpty),
            (.int32, message.int32Data.isEmpty), (.int64, message.int64Data.isEmpty),
        ]
        guard let extra = fields.first(where: { !$0.isEmpty && $0.type != used }) else { return }
        throw ONNXError(
            .malformed, "\(title) is of \(type) and has data in the field for \(extra.type)")
    }
}
