/// What a store will hold: decided before the first frame, and never changed.
package struct StoreLayout: Equatable, Sendable, Codable {
    package var series: [SeriesLayout]
    package var compression: Compression
    /// Written into the store's root as it is: names of the run, the plan, the program.
    package var metadata: [String: String]

    package init(
        series: [SeriesLayout], compression: Compression = .zstd, metadata: [String: String] = [:]
    ) {
        self.series = series
        self.compression = compression
        self.metadata = metadata
    }

    /// What of `other` this layout has no place for; `nil` where the planes of both are the same.
    package func difference(from other: StoreLayout) -> String? {
        func names(_ layout: StoreLayout) -> [String] { layout.series.map(\.name) }
        guard names(self) == names(other) else {
            return "it holds the positions \(names(self).joined(separator: ", ")), and the plan "
                + "has \(names(other).joined(separator: ", "))"
        }
        for (own, wanted) in zip(series, other.series) {
            let sizes = { (series: SeriesLayout) in
                [
                    series.sizeT, series.channels.count, series.sizeZ, series.sizeY, series.sizeX,
                ]
            }
            guard sizes(own) == sizes(wanted) else {
                func words(_ series: SeriesLayout) -> String {
                    sizes(series).map(String.init).joined(separator: " × ")
                }
                return
                    "its images of \(own.name) have t, c, z, y, x of \(words(own)), and plan and "
                    + "camera give \(words(wanted))"
            }
        }
        return nil
    }

    /// What makes this layout impossible; nil when nothing does.
    var fault: String? {
        if series.isEmpty { return "a store needs at least one series" }
        if case .blosc(_, let level, _) = compression, !(0...9).contains(level) {
            return "compression level \(level) is outside 0...9"
        }
        return series.lazy.compactMap(\.fault).first
    }
}
