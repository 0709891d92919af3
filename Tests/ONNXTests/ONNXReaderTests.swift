import Foundation
import Testing

@testable import ONNX

@Suite("ONNX reader")
struct ONNXReaderTests {
    /// What onnx reads from a fixture.
    private struct Contents: Decodable {
        struct Weight: Decodable {
            var shape: [Int]
            var sum: Double
            var first: [Float]
        }
        var operators: [String]
        var opset: Int
        var weights: [String: Weight]
    }

    private static func contents() throws -> [String: Contents] {
        let data = try Data(contentsOf: Fixture.folder.appending(path: "contents.json"))
        return try JSONDecoder().decode([String: Contents].self, from: data)
    }

    @Test("operators and weights are those that onnx reads", arguments: Fixture.accepted)
    func contentsAgree(fixture: String) throws {
        let expected = try #require(try Self.contents()[fixture])
        let model = try Fixture.model(fixture)

        #expect(model.opset == expected.opset)
        #expect(model.graph.nodes.map(\.operation).sorted() == expected.operators)
        #expect(Set(model.graph.initializers.keys) == Set(expected.weights.keys))
        for (name, weight) in expected.weights {
            let tensor = try #require(model.graph.initializers[name])
            let numbers = Self.numbers(tensor.elements)
            #expect(tensor.shape == weight.shape, "\(name)")
            #expect(Array(numbers.prefix(4)) == weight.first, "\(name)")
            let sum = numbers.reduce(0) { $0 + Double($1) }
            #expect(abs(sum - weight.sum) <= 1e-6 * max(1, abs(weight.sum)), "\(name)")
        }
    }

    /// As 32 bit floats, infinities as the largest number: JSON has none.
    private static func numbers(_ elements: ONNXTensor.Elements) -> [Float] {
        let limit = Float.greatestFiniteMagnitude
        return switch elements {
        case .float(let values): values.map { min(max($0, -limit), limit) }
        case .int(let values): values.map { Float($0) }
        case .bool(let values): values.map { $0 ? 1 : 0 }
        }
    }

    @Test("integers of every width keep their extremes")
    func integerExtremes() throws {
        let weights = try Fixture.model("every-type").graph.initializers

        for form in ["typed", "raw"] {
            #expect(weights["int64_\(form)"]?.elements == .int([.min, .max, 0, 5]))
            #expect(weights["int8_\(form)"]?.elements == .int([-128, 127, 0, 5]))
            #expect(weights["uint8_\(form)"]?.elements == .int([0, 255, 128, 5]))
            #expect(weights["bool_\(form)"]?.elements == .bool([true, false, false, true]))
        }
        #expect(weights["scalar"] == ONNXTensor(shape: [], elements: .float([2.5])))
        #expect(weights["nothing"] == ONNXTensor(shape: [0], elements: .float([])))
    }

    @Test("every kind of attribute is read")
    func attributes() throws {
        let node = try #require(try Fixture.model("every-attribute").graph.nodes.first)

        #expect(try node.int("an_int") == -7)
        #expect(try node.int("zero") == 0)
        #expect(try node.float("a_float") == 0.25)
        #expect(try node.string("a_string") == "\u{B5}m")
        #expect(try node.tensor("a_tensor") == ONNXTensor(shape: [2], elements: .int([3, 4])))
        #expect(try node.ints("ints") == [1, -2, 3])
        #expect(try node.floats("floats") == [0.5, -1])
        #expect(try node.strings("strings") == ["a", "bc"])
    }

    @Test("arguments left out keep their places; metadata and producer are read")
    func leftOut() throws {
        let model = try Fixture.model("every-type")

        #expect(model.graph.nodes.first?.inputs == ["x", "", "scalar"])
        #expect(model.graph.nodes.last?.outputs == ["y", ""])
        #expect(model.metadata == ["author": "nobody", "pixel_size": "0.325"])
        #expect(model.producer == "by-hand 1")
    }

    @Test("an attribute that is missing or of another type names the node and what was expected")
    func attributeErrors() throws {
        let node = ONNXNode(
            name: "down.0", operation: "Conv", inputs: ["x"], outputs: ["y"],
            attributes: ["group": .float(2)])

        #expect(try node.int("axis", default: 1) == 1)
        let missing = #expect(throws: ONNXError.self) { try node.ints("pads") }
        let wrong = #expect(throws: ONNXError.self) { try node.int("group", default: 1) }

        #expect(missing?.description == "Conv \"down.0\": attribute pads is missing")
        #expect(
            wrong?.description
                == "Conv \"down.0\": attribute group is a number where an integer was expected")
    }

    @Test("named axes stay named")
    func dimensions() throws {
        let input = try #require(try Fixture.model("torch-unet").graph.inputs.first)

        #expect(input.name == "image")
        #expect(input.elementType == .float32)
        #expect(
            input.dimensions == [.named("batch"), .fixed(1), .named("height"), .named("width")])
        #expect(input.isRankKnown)
    }

    @Test("nodes come in running order, and weights are no inputs")
    func order() throws {
        let graph = try Fixture.model("old-and-unsorted").graph

        #expect(graph.nodes.map(\.operation) == ["Mul", "Add", "Relu"])
        #expect(graph.inputs.map(\.name) == ["x"])
    }

    @Test("nodes already in order stay as they are, and a chain of 100 000 does not overflow")
    func longChain() throws {
        let count = 100_000
        let chain = (0..<count).map {
            ONNXNode(operation: "Relu", inputs: ["\($0)"], outputs: ["\($0 + 1)"])
        }
        let value = { ONNXValue(name: $0, dimensions: []) }
        var graph = ONNXGraph(
            name: "chain", nodes: chain, inputs: [value("0")], outputs: [value("\(count)")])
        #expect(try graph.nodesInOrder() == chain)

        graph.nodes = chain.reversed()

        #expect(try graph.nodesInOrder() == chain)
    }
}
