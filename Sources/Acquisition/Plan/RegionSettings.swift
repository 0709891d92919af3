import Documents
package import Hardware

/// Which part of the camera is read.
package enum RegionSettings: Equatable, Sendable {
    case rectangle(PixelRegion)
    /// In the middle of the camera.
    case centered(width: Int, height: Int)

    init(_ document: Document) throws(DocumentError) {
        let names = ["x", "y", "width", "height"]
        let mapping = try document.mapping(names + ["size"])
        if let node = mapping.value("size") {
            try mapping.refuse(names, beside: "size")
            let sides = node.kind == .sequence ? try node.sequence() : [node, node]
            guard sides.count == 2 else { throw node.fail("size is one number, or two") }
            self = .centered(
                width: try sides[0].wholeNumber("size", atLeast: 1),
                height: try sides[1].wholeNumber("size", atLeast: 1))
            return
        }
        self = .rectangle(
            PixelRegion(
                x: try mapping.required("x").wholeNumber("x"),
                y: try mapping.required("y").wholeNumber("y"),
                width: try mapping.required("width").wholeNumber("width", atLeast: 1),
                height: try mapping.required("height").wholeNumber("height", atLeast: 1)))
    }

    /// The pixels on a sensor; `nil` where they do not lie on it.
    package func pixels(sensorWidth: Int, sensorHeight: Int) -> PixelRegion? {
        let region: PixelRegion
        switch self {
        case .rectangle(let rectangle): region = rectangle
        case .centered(let width, let height):
            region = PixelRegion(
                x: (sensorWidth - width) / 2, y: (sensorHeight - height) / 2, width: width,
                height: height)
        }
        let fits =
            region.x >= 0 && region.y >= 0 && region.width <= sensorWidth - region.x
            && region.height <= sensorHeight - region.y
        return fits && region.width <= sensorWidth && region.height <= sensorHeight ? region : nil
    }
}
