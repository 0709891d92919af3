/// The types of number that a tensor of a package may have, by their names in the specification.
package enum ElementType: String, CaseIterable, Sendable {
    case float32, float64
    case uint8, int8, uint16, int16, uint32, int32, uint64, int64
    case bool

    var byteCount: Int {
        switch self {
        case .uint8, .int8, .bool: 1
        case .uint16, .int16: 2
        case .float32, .uint32, .int32: 4
        case .float64, .uint64, .int64: 8
        }
    }

    /// The smallest and the largest number of the type; `nil` where fractions are numbers too.
    var wholeNumbers: ClosedRange<Double>? {
        switch self {
        case .float32, .float64: nil
        case .bool: 0...1
        case .uint8: 0...255
        case .int8: -128...127
        case .uint16: 0...65_535
        case .int16: -32_768...32_767
        case .uint32: 0...4_294_967_295
        case .int32: -2_147_483_648...2_147_483_647
        case .uint64: 0...0x1.fffffffffffffp63
        case .int64: -0x1p63...0x1.fffffffffffffp62
        }
    }
}
