/// What users of a package are asked to cite; one of `doi` and `url` is needed to write it.
package struct PackageCitation: Sendable, Equatable {
    package var text: String
    package var doi: String?
    package var url: String?

    package init(text: String, doi: String? = nil, url: String? = nil) {
        self.text = text
        self.doi = doi
        self.url = url
    }
}
