/// What a package says of itself under `config: tarsier:`, for Tarsier alone.
package enum PackageFact: Sendable, Equatable {
    case text(String)
    case number(Double)

    package var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
