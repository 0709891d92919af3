/// Typed reading of attributes: absent gives the default, a wrong type throws, and so does an
/// attribute that is absent where there is no default.
extension ONNXNode {
    package func int(_ key: String, default absent: Int? = nil) throws(ONNXError) -> Int {
        try value(key, "an integer", absent) { if case .int(let value) = $0 { value } else { nil } }
    }

    package func float(_ key: String, default absent: Float? = nil) throws(ONNXError) -> Float {
        try value(key, "a number", absent) { if case .float(let value) = $0 { value } else { nil } }
    }

    package func string(_ key: String, default absent: String? = nil) throws(ONNXError) -> String {
        try value(key, "a string", absent) {
            if case .string(let value) = $0 { value } else { nil }
        }
    }

    package func tensor(
        _ key: String, default absent: ONNXTensor? = nil
    ) throws(ONNXError) -> ONNXTensor {
        try value(key, "a tensor", absent) {
            if case .tensor(let value) = $0 { value } else { nil }
        }
    }

    package func ints(_ key: String, default absent: [Int]? = nil) throws(ONNXError) -> [Int] {
        try value(key, "a list of integers", absent) {
            if case .ints(let value) = $0 { value } else { nil }
        }
    }

    package func floats(
        _ key: String, default absent: [Float]? = nil
    ) throws(ONNXError) -> [Float] {
        try value(key, "a list of numbers", absent) {
            if case .floats(let value) = $0 { value } else { nil }
        }
    }

    package func strings(
        _ key: String, default absent: [String]? = nil
    ) throws(ONNXError) -> [String] {
        try value(key, "a list of strings", absent) {
            if case .strings(let value) = $0 { value } else { nil }
        }
    }

    private func value<Value>(
        _ key: String, _ expected: String, _ absent: Value?, _ read: (ONNXAttribute) -> Value?
    ) throws(ONNXError) -> Value {
        guard let attribute = attributes[key] else {
            if let absent { return absent }
            throw ONNXError(.wrongAttribute, "\(title): attribute \(key) is missing")
        }
        guard let value = read(attribute) else {
            throw ONNXError(
                .wrongAttribute,
                "\(title): attribute \(key) is \(attribute.kind) where \(expected) was expected")
        }
        return value
    }
}
