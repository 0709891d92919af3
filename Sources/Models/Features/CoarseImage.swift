/// A frame averaged into blocks of about 1.3 µm and divided by its local brightness.
///
/// Values are relative: 0 where a pixel is as bright as its surroundings, 1 where twice as bright.
struct CoarseImage {
    /// Fine enough for a cell's outline, coarse enough that noise and speed are no worry.
    private static let wantedBlock = 1.3
    /// Half the side of the square whose mean is the local brightness, in µm.
    private static let backgroundReach = 42.0

    private(set) var width = 0
    private(set) var height = 0
    /// Side of a block in pixels.
    private(set) var edge = 1
    private(set) var blockMicrometers = 1.0
    private(set) var values: [Float] = []
    /// ``values`` as means of 3×3, in which the thin dark rim of a round cell does not part it
    /// from its halo.
    private(set) var smooth: [Float] = []
    private var sorted: [Float] = []
    private var background: [Float] = []
    private var box = BoxMean()

    /// - Returns: false where `frame` is too small or dark to make anything of.
    mutating func fill(from frame: ImageView, pixelMicrometers: Double) -> Bool {
        guard pixelMicrometers.isFinite, pixelMicrometers > 0.01, pixelMicrometers < 5 else {
            return false
        }
        edge = max(1, Int((Self.wantedBlock / pixelMicrometers).rounded()))
        width = frame.width / edge
        height = frame.height / edge
        guard width >= 16, height >= 16 else { return false }
        blockMicrometers = pixelMicrometers * Double(edge)
        if values.count != width * height {
            values = [Float](repeating: 0, count: width * height)
            sorted = values
            smooth = values
            background = values
        }
        BlockMeans.fill(&values, from: frame, edge: edge, columns: width, rows: height)
        return divideByBackground()
    }

    private mutating func divideByBackground() -> Bool {
        sorted.replaceSubrange(0..<sorted.count, with: values)
        let median = Selection.select(&sorted, rank: sorted.count / 2)
        guard median > 0 else { return false }
        // Cells would pull the local mean: what is far from the median counts as barely so.
        let least = median * 0.85
        let most = median * 1.15
        for index in values.indices { background[index] = min(max(values[index], least), most) }
        let reach = Int((Self.backgroundReach / blockMicrometers).rounded())
        box.smooth(&background, width: width, height: height, reach: max(1, reach))
        for index in values.indices { values[index] = values[index] / background[index] - 1 }
        smooth.replaceSubrange(0..<smooth.count, with: values)
        box.smooth(&smooth, width: width, height: height, reach: 1)
        return true
    }
}
