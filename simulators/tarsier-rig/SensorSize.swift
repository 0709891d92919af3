import ArgumentParser

/// Width and height in pixels: `2048x1024`, or one number for a square.
struct SensorSize: ExpressibleByArgument {
    let width: Int
    let height: Int

    init?(argument: String) {
        let sides = argument.split(separator: "x", omittingEmptySubsequences: false).map {
            Int($0)
        }
        guard let width = sides.first ?? nil, let height = sides.last ?? nil, sides.count <= 2
        else { return nil }
        self.width = width
        self.height = height
    }
}
