/// The firmware of one serial instrument: lines in, replies out, nothing about wires.
///
/// Times in seconds of rig time.
protocol FirmwareModel: Sendable {
    /// Bytes that end a request. Any of them does; a pair of them counts once.
    static var terminators: [UInt8] { get }

    /// Carries out one request, given without its terminator, and returns the reply with its own;
    /// empty for none.
    mutating func reply(to request: String, at time: Double) -> [UInt8]

    /// Whether the instrument answers a line without content.
    static var answersEmptyLines: Bool { get }

    /// The reply by which the instrument refuses `request`.
    static func refusal(of request: String) -> [UInt8]

    /// A reply as it would look if it belonged to another request.
    static func misdirected(_ reply: [UInt8]) -> [UInt8]

    /// A line that nobody asked for.
    static var unasked: [UInt8] { get }

    /// From now on, or no longer, says that it is busy whatever happens.
    mutating func pretendBusy(_ isBusy: Bool)
}

/// `value` with `places` decimals and never an exponent, as instruments print.
func fixed(_ value: Double, _ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value * scale).rounded()
    guard scaled.isFinite, abs(scaled) < 9e18 else { return "0" }
    let whole = Int64(scaled)
    let digits = String(whole.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = whole < 0 ? "-" : ""
    guard places > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
}
