/// What is on the slide. The defaults make a good demonstration.
package struct SpecimenSettings: Codable, Sendable, Equatable {
    package var seed: UInt64 = 1
    /// Size of the field, centred on stage position (0, 0).
    package var widthMicrometers = 6000.0
    package var heightMicrometers = 6000.0
    package var cellsPerSquareMillimeter = 75.0
    /// Share of the cells that sit in loose clusters.
    package var clustering = 0.5
    package var kinds: [CellKind] = [.epithelial, .fibroblast]
    /// In the order of ``Label``.
    package var fluorophores: [Fluorophore] = [.nuclear, .filament, .cytoplasm]
    package var flashes = OrganelleFlashes()
    package var reporter = ReporterWaves()
    package var phototoxicity = Phototoxicity()
    package var illumination = IlluminationProfile()

    package init() {}

    private enum CodingKeys: String, CodingKey {
        case seed, widthMicrometers, heightMicrometers, cellsPerSquareMillimeter, clustering
        case kinds, fluorophores, flashes, reporter, phototoxicity, illumination
    }

    /// Reads settings; what is left out keeps its default.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys, _ value: inout Value) throws {
            value = try values.decodeIfPresent(Value.self, forKey: key) ?? value
        }
        try read(.seed, &seed)
        try read(.widthMicrometers, &widthMicrometers)
        try read(.heightMicrometers, &heightMicrometers)
        try read(.cellsPerSquareMillimeter, &cellsPerSquareMillimeter)
        try read(.clustering, &clustering)
        try read(.kinds, &kinds)
        try read(.fluorophores, &fluorophores)
        try read(.flashes, &flashes)
        try read(.reporter, &reporter)
        try read(.phototoxicity, &phototoxicity)
        try read(.illumination, &illumination)
    }
}
