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

    /// What makes this layout impossible; nil when nothing does.
    var fault: String? {
        if series.isEmpty { return "a store needs at least one series" }
        if case .blosc(_, let level, _) = compression, !(0...9).contains(level) {
            return "compression level \(level) is outside 0...9"
        }
        return series.lazy.compactMap(\.fault).first
    }
}
