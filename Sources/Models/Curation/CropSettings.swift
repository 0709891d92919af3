/// How single cells are cut out of a field.
package struct CropSettings: Sendable, Equatable {
    /// What one unit of a crop's value is. In each case the background's median is 0, so that
    /// neither a camera's offset nor the brightness of a field says anything by itself.
    package enum Unit: String, Sendable, Codable, CaseIterable {
        /// The median distance of the cells' pixels in this field from its background. It depends
        /// neither on exposure nor on how many cells there are, and does not vanish without noise.
        case cells
        /// The spread of the background. Noise is 1, so that brighter light makes larger values.
        case background
        /// The spread of all pixels of the field. It grows with the number of cells.
        case field
    }

    /// Which earlier frame of the position goes along.
    package enum History: Sendable, Equatable {
        case none
        /// The one nearest to `seconds` before, at the place where the cell is now: needs no
        /// tracking when the network runs.
        case samePlace(seconds: Double)
        /// The same at the place where the cell was then.
        case sameCell(seconds: Double)
    }

    package var channels: [String]
    package var kind: ChannelImage.Kind
    /// Side of a crop.
    package var pixels: Int
    /// Side of a pixel of a crop.
    package var pixelMicrometers: Double
    /// What is kept beyond a cell's outline.
    package var dilationMicrometers: Double
    /// Radius of what is kept where a cell has no outline.
    package var discMicrometers: Double
    package var unit: Unit
    package var history: History
    /// Which states are which class; other states have none.
    package var classes: CellClasses
    /// Of the noise that replaces the surroundings.
    package var seed: UInt64

    package init(
        channels: [String], kind: ChannelImage.Kind = .frame, pixels: Int = 64,
        pixelMicrometers: Double = 0.5, dilationMicrometers: Double = 2,
        discMicrometers: Double = 10, unit: Unit = .cells, history: History = .none,
        classes: CellClasses = .grouped, seed: UInt64 = 0
    ) {
        precondition(pixels > 0 && pixelMicrometers > 0, "a crop has pixels")
        self.channels = channels
        self.kind = kind
        self.pixels = pixels
        self.pixelMicrometers = pixelMicrometers
        self.dilationMicrometers = dilationMicrometers
        self.discMicrometers = discMicrometers
        self.unit = unit
        self.history = history
        self.classes = classes
        self.seed = seed
    }
}
