/// How viewers show a channel.
package struct ChannelDisplay: Equatable, Sendable, Codable {
    package var name: String
    /// As `#rrggbb`.
    package var color: String
    /// The grey values shown as black and as full colour.
    package var window: ClosedRange<Double>

    package init(name: String, color: String, window: ClosedRange<Double>) {
        self.name = name
        self.color = color
        self.window = window
    }

    /// The six hexadecimal digits of the colour, in capitals.
    var hexadecimal: String { String(color.drop { $0 == "#" }).uppercased() }

    var fault: String? {
        guard hexadecimal.count == 6, UInt32(hexadecimal, radix: 16) != nil else {
            return "channel \(name): \(color) is no color; write it like #00ff66"
        }
        guard window.lowerBound.isFinite, window.upperBound.isFinite else {
            return "channel \(name): the display window must be finite"
        }
        return nil
    }
}
