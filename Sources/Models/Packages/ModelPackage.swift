/// A network with all that is needed to run it, trust it and pass it on: a package of the BioImage
/// Model Zoo.
///
/// - Source: bioimageio.spec 0.5.12; versions 0.4 and 0.5 are read, 0.5.12 is written.
package struct ModelPackage: Sendable, Equatable {
    /// 5 to 128 letters, digits, spaces and `_+-()`, to be written.
    package var name: String
    package var description: String
    package var version: String?
    package var authors: [PackageAuthor]
    package var citations: [PackageCitation]
    /// An identifier of SPDX, such as `MIT`.
    package var license: String?
    /// In Markdown.
    package var documentation: String
    package var tags: [String]
    /// In ISO 8601, such as `2024-05-01T12:00:00Z`.
    package var timestamp: String?
    package var inputs: [TensorDescription]
    package var outputs: [TensorDescription]
    package var weights: PackageWeights
    /// Kind of network, pixel size, photon range, conformal factor, what it was trained on.
    package var facts: [String: PackageFact]
    /// A PNG picture.
    package var cover: [UInt8]?

    package init(
        name: String, description: String, inputs: [TensorDescription],
        outputs: [TensorDescription], weights: PackageWeights
    ) {
        self.name = name
        self.description = description
        self.inputs = inputs
        self.outputs = outputs
        self.weights = weights
        authors = []
        citations = []
        documentation = ""
        tags = []
        facts = [:]
    }
}
