/// `name` in quotation marks for a message: at most 60 characters, on one line.
func quoted(_ name: String) -> String {
    let scalars = name.unicodeScalars.prefix(61)
    let shown = scalars.prefix(60).map { scalar in
        scalar.properties.generalCategory == .control ? "?" : String(scalar)
    }
    return "\"" + shown.joined() + (scalars.count > 60 ? "…" : "") + "\""
}
