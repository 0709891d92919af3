import Acquisition
import Models

/// A frame that nobody took, for networks to make themselves ready with before the first one comes:
/// noise round bright squares, which stand for cells.
struct TrialFrame {
    let frame: AcquiredFrame
    let seen: SeenImage
    let outlines: LabelImage

    /// Pixels from one square to the next, and along a side of one.
    private static let (spacing, side) = (80, 40)

    /// - Parameter meter: Of the frames that will come.
    /// - Throws: never in fact: it has the pixels that it says.
    init(width: Int, height: Int, _ meter: InputMeter) throws {
        var random = SplitMix64(seed: 1)
        var outlines = LabelImage(width: width, height: height)
        let columns = (width + Self.spacing - 1) / Self.spacing
        let pixels = (0..<width * height).map { place -> UInt16 in
            let (x, y) = (place % width, place / width)
            let isCell = x % Self.spacing < Self.side && y % Self.spacing < Self.side
            if isCell {
                outlines.labels[place] = Int32(y / Self.spacing * columns + x / Self.spacing + 1)
            }
            return (isCell ? 1000 : 400) + UInt16(truncatingIfNeeded: random.next() >> 58)
        }
        self.outlines = outlines
        frame = .untaken(pixels, width: width, height: height)
        seen = try SeenImage(of: frame, meter)
    }

    /// Lets the networks look, turn after turn as in a run: their plans are made, and the memory that
    /// they and their findings take is the program's.
    func show(to readers: [any FrameReading], in turns: [[Int]], threadCount: Int) {
        // Twice, and kept: a run writes down what was found while it looks at the next frame.
        let findings = (turns + turns).map { turn in
            InferencePlan.withThreads(threadCount) {
                SideBySide.map(turn.count) { number in
                    // What cannot look at frames says so of the first.
                    try? readers[turn[number]].finding(in: seen, of: frame, outlines: outlines)
                }
            }
        }
        withExtendedLifetime(findings) {}
        for reader in readers { reader.forget() }
    }
}
