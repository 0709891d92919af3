/// Colours that colour-blind readers tell apart too.
///
/// - Source: M. Okabe & K. Ito, Color Universal Design (2002).
enum ChartPalette {
    /// On white paper: without the yellow, which is faint there.
    static let lines = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8a6d00"]
    /// On dark pictures: without what is too dark to see there.
    static let outlines = [
        RGBColor(red: 0xF0, green: 0xE4, blue: 0x42), RGBColor(red: 0x56, green: 0xB4, blue: 0xE9),
        RGBColor(red: 0xE6, green: 0x9F, blue: 0x00), RGBColor(red: 0x33, green: 0xD1, blue: 0xA3),
        RGBColor(red: 0xE8, green: 0x9B, blue: 0xC7),
    ]

    static func line(_ index: Int) -> String { lines[index % lines.count] }
}
