import Documents

extension PolygonOutline {
    init(_ vertices: Document, in mapping: DocumentMapping) throws(DocumentError) {
        var corners: [PlanePoint] = []
        for vertex in try vertices.sequence() {
            let pair = try vertex.sequence()
            guard pair.count == 2 else { throw vertex.fail("a vertex is [x, y]") }
            corners.append(
                PlanePoint(x: try pair[0].micrometers(), y: try pair[1].micrometers()))
        }
        guard (3...5_000).contains(corners.count) else {
            throw vertices.fail("a polygon has 3 to 5000 vertices, not \(corners.count)")
        }
        self.init(
            corners: corners,
            takesConvexHull: try mapping.flag("convex_hull", default: false),
            offsetMicrometers: try mapping.micrometers("offset"))
        if let objection { throw vertices.fail(objection) }
    }
}
