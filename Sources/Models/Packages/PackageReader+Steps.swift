import Documents

extension PackageReader {
    /// Preprocessing of an input or postprocessing of an output.
    func steps(
        _ list: Document?, of tensor: TensorDescription
    ) throws(DocumentError) -> [ProcessingStep] {
        guard let list else { return [] }
        let documents = try list.sequence()
        guard documents.count <= 100 else { throw list.fail("expected at most 100 steps") }
        var steps: [ProcessingStep] = []
        for document in documents {
            let mapping = try document.mapping(["id", "name", "kwargs"])
            let id = try mapping.required(isOld ? "name" : "id")
            let name = try id.string()
            guard !ProcessingStep.otherNames.contains(name) else {
                throw id.fail("the step \"\(name)\" is not supported")
            }
            let known = try id.choice(ProcessingStep.supportedNames)
            let arguments = StepArguments(
                step: document, document: mapping.value("kwargs"), tensor: tensor, isOld: isOld)
            steps.append(try arguments.step(known))
        }
        return steps
    }
}
