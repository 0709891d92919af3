/// What a network of single cells says of one cell.
package struct CellPrediction: Sendable, Equatable {
    /// Its number in the label image; 0 for a cell without an outline.
    package var label: Int32
    /// The cell's name where the frame has names; empty otherwise.
    package var name: String
    /// Its middle in pixels of the frame, the first pixel's middle at 0.
    package var x: Double
    package var y: Double
    /// One row for each head, in the order of the package.
    package var answers: [[Float]]
    /// False where the network needs an earlier frame and there was none: the present one stood in.
    package var hasEarlier: Bool
    /// Part of the crop was beyond the field.
    package var isAtBorder: Bool
}
