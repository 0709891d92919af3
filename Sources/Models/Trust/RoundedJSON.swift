internal import Foundation

/// Any JSON; its numbers with a fraction keep six digits that count.
enum RoundedJSON: Codable {
    case nothing
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([RoundedJSON])
    case object([String: RoundedJSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .nothing
        } else if let list = try? value.decode([RoundedJSON].self) {
            // An error means another type: each is tried in turn, the last one reports.
            self = .list(list)
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? value.decode(Int.self) {
            self = .integer(integer)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else {
            self = .object(try value.decode([String: RoundedJSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .nothing: try container.encodeNil()
        case .flag(let flag): try container.encode(flag)
        case .integer(let integer): try container.encode(integer)
        case .number(let number): try container.encode(Self.rounded(number))
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        }
    }

    static func rounded(_ number: Double) -> Double {
        Double(String(format: "%.6g", number)) ?? number
    }
}
