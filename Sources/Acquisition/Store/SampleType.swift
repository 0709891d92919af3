/// What the samples of an image are, by the names that Zarr has for them.
package enum SampleType: String, Equatable, Sendable {
    case uint8, uint16, uint32, float32

    package var byteCount: Int {
        switch self {
        case .uint8: 1
        case .uint16: 2
        case .uint32, .float32: 4
        }
    }
}
