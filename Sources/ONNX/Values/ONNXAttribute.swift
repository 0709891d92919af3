/// A setting of a node.
package enum ONNXAttribute: Sendable, Equatable {
    case int(Int)
    case float(Float)
    case string(String)
    case tensor(ONNXTensor)
    case ints([Int])
    case floats([Float])
    case strings([String])

    /// What it is called in messages.
    var kind: String {
        switch self {
        case .int: "an integer"
        case .float: "a number"
        case .string: "a string"
        case .tensor: "a tensor"
        case .ints: "a list of integers"
        case .floats: "a list of numbers"
        case .strings: "a list of strings"
        }
    }
}
