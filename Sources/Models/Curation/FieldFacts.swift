/// What is known of a crop without looking at the cell: the shortcuts a network could take.
package struct FieldFacts: Sendable, Equatable {
    /// Mean grey value of the cell in the first channel, as recorded.
    package var brightness = 0.0
    /// Of the first channel, as recorded.
    package var backgroundMedian = 0.0
    package var backgroundSpread = 0.0
    /// Cells per 10 000 µm² of the field.
    package var confluence = 0.0
    /// Place in the field, 0 to 1.
    package var x = 0.0
    package var y = 0.0
    /// Place of the frame in its list; 0 to 1 in a ``CropSet``.
    package var order = 0.0
    /// Since the first frame of the source.
    package var seconds = 0.0
    /// Gradient energy of the field, in units of its background.
    package var focus = 0.0

    package init() {}
}
