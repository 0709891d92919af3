import Documents
import SimulatedRig

/// A setting of the rig by its path, and the range that it is drawn from.
struct SettingRange: Sendable {
    /// `["specimen", "cellsPerSquareMillimeter"]`.
    let path: [String]
    let low: Double
    let high: Double

    /// Reads `specimen.cellsPerSquareMillimeter: [60, 110]`, or one number.
    init(_ entry: Document.Entry) throws(DocumentError) {
        path = try entry.key.string().split(separator: ".").map(String.init)
        guard entry.value.kind == .sequence else {
            low = try entry.value.double()
            high = low
            return
        }
        let ends = try entry.value.sequence()
        guard ends.count == 2 else {
            throw entry.value.fail("a range has a lower and an upper end, as in [60, 110]")
        }
        (low, high) = (try ends[0].double(), try ends[1].double())
        guard low <= high else { throw entry.value.fail("the lower end comes first") }
    }

    /// `settings` with this one in it, `share` of the way from the lower end to the upper.
    ///
    /// - Throws: Where there is no such setting.
    func set(at share: Double, in settings: JSONValue) throws(SettingsError) -> JSONValue {
        try set(.number(low + (high - low) * share), path[...], in: settings)
    }

    /// What stands several times, as kinds of cells do, is set in each.
    private func set(
        _ value: JSONValue, _ rest: ArraySlice<String>, in settings: JSONValue
    ) throws(SettingsError) -> JSONValue {
        switch settings {
        case .object(var members):
            let name = rest.first ?? ""
            guard let index = members.firstIndex(where: { $0.key == name }) else {
                let names = members.map(\.key).joined(separator: ", ")
                throw SettingsError(
                    "\(path.joined(separator: ".")): no setting \"\(name)\"; there are \(names)")
            }
            members[index].value = try set(value, rest.dropFirst(), in: members[index].value)
            return .object(members)
        case .array(let elements):
            var changed: [JSONValue] = []
            for element in elements { changed.append(try set(value, rest, in: element)) }
            return .array(changed)
        case .integer, .number:
            guard rest.isEmpty else { fallthrough }
            return value
        default:
            throw SettingsError(
                "\(path.joined(separator: ".")): this is no number that could be drawn")
        }
    }
}
