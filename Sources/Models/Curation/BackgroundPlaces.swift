/// Places in a field where a whole crop shows no cell.
struct BackgroundPlaces {
    private let field: CropField
    private let earlier: CropField?
    private let settings: CropSettings

    /// - Parameter earlier: A field in which there is no cell either.
    init(_ field: CropField, earlier: CropField?, settings: CropSettings) {
        self.field = field
        self.earlier = earlier
        self.settings = settings
    }

    /// Up to `count` middles of crops, the same ones for the same seed.
    ///
    /// Crops lie inside the field and may overlap each other.
    func draw(_ count: Int) -> [(x: Double, y: Double)] {
        let half = Double(settings.pixels) / 2 * field.step
        let across = Double(field.width) - 2 * half
        let down = Double(field.height) - 2 * half
        guard across >= 0, down >= 0 else { return [] }
        var hash = StableHash(seed: settings.seed)
        hash.combine(field.frame.source)
        hash.combine(field.frame.position)
        hash.combine(field.frame.seconds.bitPattern)
        var random = SplitMix64(seed: hash.value)
        var places: [(x: Double, y: Double)] = []
        for _ in 0..<40 * count where places.count < count {
            let x = half - 0.5 + RandomDraws.unit(&random) * across
            let y = half - 0.5 + RandomDraws.unit(&random) * down
            let isBare = [field, earlier].allSatisfy { field in
                field.map { isFree(in: $0, x: x, y: y, half: half) } ?? true
            }
            if isBare { places.append((x, y)) }
        }
        return places
    }

    private func isFree(in field: CropField, x: Double, y: Double, half: Double) -> Bool {
        let reach = half + settings.discMicrometers / settings.pixelMicrometers * field.step
        for cell in field.frame.cells {
            // An outlined cell is checked by its outline, one without by its disc.
            let limit = field.labels == nil ? reach : half
            if abs(cell.x - x) < limit, abs(cell.y - y) < limit { return false }
        }
        guard let labels = field.labels else { return true }
        return !field.sampler(x: x, y: y).labels(of: labels).contains { $0 != 0 }
    }
}
