/// How large the pixels of a TIFF page are.
struct TIFFScale: Equatable {
    enum Unit {
        case centimeter
        /// The unit that the description names, as ImageJ has it.
        case described
    }

    var pixelsPerUnit: Double
    var unit: Unit
}
