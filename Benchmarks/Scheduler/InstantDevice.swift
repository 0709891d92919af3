/// A small instrument that needs no time for anything.
protocol InstantDevice: Sendable {
    var requestEnd: UInt8 { get }

    /// - Parameter words: The request, without its end.
    mutating func answer(_ words: [String]) -> String
}
