package import Models

/// Numbers read off one frame: all that a policy sees of the pixels.
package struct FrameFeatures: Sendable, Hashable, Codable {
    /// Score of the most likely rounded cell, 0 without any; transmitted frames only.
    package var activity: Double?
    /// Rounded cells, most likely first; transmitted frames only.
    package var candidates: [RoundedCell]
    /// How near to the focus, to be compared with frames of the same place; transmitted frames only.
    package var sharpness: Double?
    /// Share of pixels at the camera's largest value; overexposed transmitted frames only.
    package var overexposed: Double?
    /// Signal and noise; fluorescence frames only.
    package var signal: SignalFeatures?
    /// Bright structures, brightest first; fluorescence frames only.
    package var spots: [BrightSpot]?
    /// The same farther apart, some for each cell, so that dim cells are among them.
    package var structures: [BrightSpot]?
    /// What each network measured, by its name and the number's; `nil` where none looked.
    package var networks: [String: [String: Double]]?

    package init(
        activity: Double? = nil, candidates: [RoundedCell] = [], sharpness: Double? = nil,
        overexposed: Double? = nil, signal: SignalFeatures? = nil,
        spots: [BrightSpot]? = nil, structures: [BrightSpot]? = nil,
        networks: [String: [String: Double]]? = nil
    ) {
        self.activity = activity
        self.candidates = candidates
        self.sharpness = sharpness
        self.overexposed = overexposed
        self.signal = signal
        self.spots = spots
        self.structures = structures
        self.networks = networks
    }

    /// By name, for the journal; only what is finite.
    package var values: [String: Double] {
        var values: [String: Double] = [:]
        values["activity"] = activity
        if activity != nil { values["candidates"] = Double(candidates.count) }
        values["sharpness"] = sharpness
        values["overexposed"] = overexposed
        values["peak_snr"] = signal?.peakSNR
        values["peak_electrons"] = signal?.peakElectrons
        values["background_electrons"] = signal?.backgroundElectrons
        for (network, numbers) in networks ?? [:] {
            for (name, value) in numbers { values["\(network).\(name)"] = value }
        }
        return values.filter { $0.value.isFinite }
    }
}
