import Models

extension TrainingRequest {
    /// How the cells of these frames are cut out: with the picture of the same place before, where
    /// positions were imaged more than once.
    func cropSettings(for frames: [TrainingFrame]) -> CropSettings {
        let seconds = historySeconds ?? Self.usualInterval(of: frames)
        var settings = CropSettings(
            channels: channels ?? inputs,
            history: seconds > 0 ? .samePlace(seconds: seconds) : .none)
        if let cropPixels { settings.pixels = cropPixels }
        if let cropPixelMicrometers { settings.pixelMicrometers = cropPixelMicrometers }
        return settings
    }

    /// The median time between a position's frames, in seconds; 0 where none has two.
    private static func usualInterval(of frames: [TrainingFrame]) -> Double {
        let positions = Dictionary(grouping: frames) { [$0.source, $0.position] }
        let intervals = positions.values.flatMap { frames in
            let times = frames.map(\.seconds).sorted()
            return zip(times.dropFirst(), times).map { $0 - $1 }.filter { $0 > 0 }
        }.sorted()
        return intervals.isEmpty ? 0 : intervals[intervals.count / 2]
    }
}
