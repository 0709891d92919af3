import Glibc

extension DeviceError: CustomStringConvertible {
    /// `engine: SET CH 2 1: no answer within 0.5 s; check the cable and that the engine is on`
    package var description: String { "\(device): \(request): \(explanation)" }

    private var explanation: String {
        switch reason {
        case .portMissing(let port):
            "cannot \(port): it does not exist; check the cable, the power and the rig file"
        case .portBusy(let port):
            "cannot \(port): another program is using it; close that program first"
        case .timedOut(let duration):
            "no answer within \(text(duration)); check the cable and that the \(device) is on"
        case .unplugged:
            "the connection is gone; check the cable and that the \(device) is on"
        case .malformedReply(let text):
            "the answer makes no sense: \"\(text.prefix(80))\"; check model, baud rate and cable"
        case .refused(let text): "refused: \(text)"
        case .readbackDiffers(let expected, let actual):
            "set to \(expected) but reads back \(actual)"
        case .outOfRange(let allowed): "outside the limits (\(allowed)); nothing was sent"
        case .limitUnknown(let text): "\(text); nothing was sent"
        case .latched(let text): "the safe state is on (\(text)); arm the instrument first"
        case .busyTooLong(let duration):
            "still busy after \(text(duration)); check that nothing blocks it"
        case .frameSequence(let text): text
        case .checksumDiffers: "the image arrived damaged; check the network to the camera"
        case .cancelled: "cancelled"
        case .system(let code):
            "the system says: \(String(cString: strerror(code)))"
                + (code == EACCES ? "; is your user in the group dialout?" : "")
        }
    }

    private func text(_ duration: Duration) -> String {
        "\(fixed(duration.inSeconds, places: 3, trimmed: true)) s"
    }
}

/// `number` in decimal digits, never with an exponent.
///
/// - Parameter trimmed: Without zeros at the end of the fraction.
func fixed(_ number: Double, places: Int, trimmed: Bool = false) -> String {
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    let scaled = (number * scale).rounded()
    guard scaled.isFinite, abs(scaled) < 9e15 else { return "\(number)" }
    let digits = String(Int64(abs(scaled)))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = scaled < 0 ? "-" : ""
    guard places > 0 else { return sign + padded }
    var fraction = padded.suffix(places)
    while trimmed, fraction.last == "0" { fraction.removeLast() }
    return sign + padded.dropLast(places) + (fraction.isEmpty ? "" : ".\(fraction)")
}
