/// The whole number nearest to `value`, which must lie within ±4 million.
///
/// Adding 1.5·2²³ leaves the whole number in the low bits: a fraction of the cost of a checked
/// conversion, and it can be done for several pixels at once.
@inline(__always)
func nearestIndex(_ value: Float) -> Int {
    Int(Int32(bitPattern: (value + 12_582_912).bitPattern) &- 0x4B40_0000)
}

/// The whole number at or below `value`; a whole `value` may give the one before it.
@inline(__always)
func floorIndex(_ value: Float) -> Int {
    nearestIndex(value - 0.5)
}
