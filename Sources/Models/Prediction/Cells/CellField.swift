/// A frame whose cells are to be judged, with what is measured once of all of it.
///
/// Worth keeping: the frame that later ones are compared with is measured once, too.
package struct CellField: Sendable {
    let field: CropField

    /// What later frames need to be compared with it; outlines take as much room as an image.
    package var forLater: CellField { CellField(field: field.forLater) }

    /// Since the start of the recording.
    package var seconds: Double { field.frame.seconds }
}
