/// Smooth noise: a coarse grid of random numbers with straight lines between them.
struct Blotches {
    private let side: Int
    private let size: Int
    private let columns: Int
    private let grid: [Float]

    /// - Parameters:
    ///   - side: Of the patch.
    ///   - size: Pixels from one random number to the next.
    init(side: Int, size: Int, random: inout SplitMix64) {
        self.side = side
        self.size = size
        columns = side / size + 2
        grid = (0..<(columns * columns)).map { _ in Float(RandomDraws.normals(&random).0) }
    }

    /// - Parameter pixels: A patch of any number of channels, which all get the same blotches.
    func add(to pixels: UnsafeMutableBufferPointer<Float>, times factor: Float) {
        let channels = pixels.count / (side * side)
        for y in 0..<side {
            let (row, down) = (y / size, Float(y % size) / Float(size))
            for x in 0..<side {
                let (column, across) = (x / size, Float(x % size) / Float(size))
                let place = row * columns + column
                let above = grid[place] + across * (grid[place + 1] - grid[place])
                let below =
                    grid[place + columns]
                    + across * (grid[place + columns + 1] - grid[place + columns])
                let value = factor * (above + down * (below - above))
                let pixel = (y * side + x) * channels
                for channel in 0..<channels { pixels[pixel + channel] += value }
            }
        }
    }
}
