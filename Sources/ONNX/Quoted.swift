/// `name` in quotation marks for a message: at most 60 characters, on one line.
func quoted(_ name: String) -> String {
    "\"\(shown(name))\""
}

/// A name from a file as a message may show it: at most 60 characters, on one line.
func shown(_ name: String) -> String {
    let scalars = name.unicodeScalars.prefix(61)
    let safe = scalars.prefix(60).map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: "?"
        default: String(scalar)
        }
    }
    return safe.joined() + (scalars.count > 60 ? "…" : "")
}
