import Documents

/// How frames are kept.
package struct StoreSettings: Equatable, Sendable {
    package enum Format: String, CaseIterable, Sendable {
        case omeZarr = "ome-zarr"
    }

    package enum Packing: Equatable, Sendable {
        case none
        /// From 1, fast, to 22, small.
        case zstd(level: Int)
    }

    package var format = Format.omeZarr
    package var packing = Packing.zstd(level: 1)

    package init() {}

    init(_ document: Document) throws(DocumentError) {
        let mapping = try document.mapping(["format", "compression", "level"])
        if let node = mapping.value("format") { format = try node.option(Format.self) }
        let compression = try mapping.value("compression")?.choice(["zstd", "none"]) ?? "zstd"
        guard compression == "zstd" else {
            try mapping.refuse(["level"], beside: "compression none")
            packing = .none
            return
        }
        guard let node = mapping.value("level") else { return }
        let level = try node.int()
        guard (1...9).contains(level) else { throw node.fail("level is from 1 to 9") }
        packing = .zstd(level: level)
    }
}
