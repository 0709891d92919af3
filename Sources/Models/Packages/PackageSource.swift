/// Where the files of a package come from; names are those that ``PackagePath`` has checked.
protocol PackageSource {
    func contains(_ name: String) -> Bool

    /// All bytes of a file.
    ///
    /// - Throws: a sentence about what is wrong with the file.
    func read(_ name: String) throws(PackagePath.Problem) -> [UInt8]
}

/// No file of a package that is read may be larger.
let largestPackageFileByteCount = 1 << 30
