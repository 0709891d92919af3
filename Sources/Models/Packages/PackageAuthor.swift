/// Who made a package.
package struct PackageAuthor: Sendable, Equatable {
    package var name: String
    package var affiliation: String?
    package var orcid: String?
    package var githubUser: String?
    package var email: String?

    package init(
        name: String, affiliation: String? = nil, orcid: String? = nil, githubUser: String? = nil,
        email: String? = nil
    ) {
        self.name = name
        self.affiliation = affiliation
        self.orcid = orcid
        self.githubUser = githubUser
        self.email = email
    }
}
