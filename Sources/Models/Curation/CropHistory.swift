/// Finds the earlier frame that goes along with a cell.
struct CropHistory {
    private let fields: [CropField]
    private let names: [Set<String>]
    /// Indices in ``fields`` by source and position.
    private let places: [[String]: [Int]]
    /// How much earlier a frame should be; `nil` where none is wanted.
    private let wanted: Double?

    init(_ fields: [CropField], settings: CropSettings) {
        self.fields = fields
        switch settings.history {
        case .none: wanted = nil
        case .samePlace(let seconds), .sameCell(let seconds): wanted = seconds
        }
        names = fields.map { Set($0.frame.cells.map(\.name)) }
        places = Dictionary(grouping: fields.indices) { index in
            [fields[index].frame.source, fields[index].frame.position]
        }
    }

    /// The frame of the same position and size whose age is nearest to what is asked for.
    ///
    /// - Parameter name: Of a cell that it must hold; `nil` for any frame.
    func earlier(than field: CropField, holding name: String?) -> CropField? {
        guard let wanted else { return nil }
        var best: (index: Int, away: Double)?
        for index in places[[field.frame.source, field.frame.position]] ?? [] {
            let other = fields[index]
            let age = field.frame.seconds - other.frame.seconds
            guard age > 0, abs(age - wanted) < best?.away ?? .infinity,
                other.width == field.width, other.height == field.height,
                other.step == field.step, name.map({ names[index].contains($0) }) ?? true
            else { continue }
            best = (index, abs(age - wanted))
        }
        return best.map { fields[$0.index] }
    }
}
