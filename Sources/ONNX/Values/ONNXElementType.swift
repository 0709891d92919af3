/// What a tensor's elements are, by the number that stands for it in a file.
package enum ONNXElementType: Int, Sendable, Equatable, CaseIterable {
    case float32 = 1
    case uint8 = 2
    case int8 = 3
    case uint16 = 4
    case int16 = 5
    case int32 = 6
    case int64 = 7
    case bool = 9
    case float16 = 10
    case float64 = 11
    case uint32 = 12
    case uint64 = 13
    case bfloat16 = 16

    /// The size of one element in a tensor's raw data.
    var byteCount: Int {
        switch self {
        case .bool, .int8, .uint8: 1
        case .bfloat16, .float16, .int16, .uint16: 2
        case .float32, .int32, .uint32: 4
        case .float64, .int64, .uint64: 8
        }
    }

    /// How messages name the type of a file's number, whether we offer it or not.
    static func title(ofNumber number: Int) -> String {
        if let known = Self(rawValue: number) { return "\(known)" }
        return switch number {
        case 0: "no type"
        case 8: "string"
        case 14: "complex64"
        case 15: "complex128"
        default: "type number \(number)"
        }
    }
}
