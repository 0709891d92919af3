import Models

/// A figure in words: its name, unit, interval and rivals.
struct FigureText {
    let figure: TrainingRecord.Figure
    /// Without the unit.
    let name: String
    /// What stands in brackets at the end of the figure's name; may be empty.
    let unit: String

    init(_ figure: TrainingRecord.Figure) {
        self.figure = figure
        if figure.name.hasSuffix(")"), let bracket = figure.name.lastIndex(of: "(") {
            name = figure.name[..<bracket].trimmed
            unit = String(figure.name[figure.name.index(after: bracket)...].dropLast())
        } else {
            name = figure.name
            unit = ""
        }
    }

    /// "31.2 dB".
    var value: String { withUnit(PageText.number(figure.value)) }

    /// "30.8 to 31.6"; `nil` without an interval.
    var interval: String? {
        guard let low = figure.low, let high = figure.high else { return nil }
        return "\(PageText.number(low)) to \(PageText.number(high))"
    }

    /// "PSNR 31.2 dB (30.8 to 31.6); raw frame 22; median filter 27.5".
    var sentence: String {
        let own = "\(name) \(value)" + (interval.map { " (\($0))" } ?? "")
        return ([own] + figure.peers.map { "\($0.name) \(PageText.number($0.value))" })
            .joined(separator: "; ")
    }

    func withUnit(_ text: String) -> String { unit.isEmpty ? text : "\(text) \(unit)" }

    /// The rival that comes closest to the network or is furthest beyond it.
    var strongestPeer: TrainingRecord.Peer? {
        let rivals = figure.peers.filter(\.value.isFinite)
        return rivals.max { isBetter($1.value, than: $0.value) }
    }

    func isBetter(_ value: Double, than other: Double) -> Bool {
        figure.isLowerBetter ? value < other : value > other
    }
}

extension Substring {
    /// Without spaces at its ends.
    fileprivate var trimmed: String {
        var rest = drop { $0 == " " }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
