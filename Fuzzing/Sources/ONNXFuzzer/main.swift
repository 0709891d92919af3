import ONNX

/// What libFuzzer calls with each input: it reads the bytes as an ONNX file.
///
/// An error is a good end. A model must be writable, and what was written must read back to the
/// same bytes; anything else is a trap that the fuzzer reports with the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    let model: ONNXModel
    do throws(ONNXError) {
        model = try ONNXReader.read(bytes)
    } catch {
        precondition(!error.description.contains(where: \.isNewline), "an error is one line")
        return 0
    }
    do throws(ONNXError) {
        let written = try ONNXWriter.bytes(of: model)
        let again = try ONNXWriter.bytes(of: try ONNXReader.read(written))
        precondition(again == written, "what was written reads back the same")
    } catch {
        preconditionFailure("what was read cannot be written: \(error)")
    }
    return 0
}
