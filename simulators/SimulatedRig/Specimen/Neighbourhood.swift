import Glibc

/// Bins of cells by place, rebuilt each time; its arrays are reused.
struct Neighbourhood: Sendable {
    /// Cells look at their neighbours once in this many ticks.
    static let ticks = 9
    /// Wider than any two cells that push each other.
    static let binMicrometers = 72.0

    private(set) var columns = 0
    private(set) var rows = 0
    private(set) var starts: [Int32] = []
    private(set) var members: [Int32] = []
    private var bins: [Int32] = []

    /// Sorts `motions` into bins, in the order of their indices.
    mutating func sort(_ motions: [Motion], width: Double, height: Double) {
        columns = Int(width / Self.binMicrometers) + 1
        rows = Int(height / Self.binMicrometers) + 1
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(0, count: columns * rows + 1))
        bins.removeAll(keepingCapacity: true)
        for motion in motions {
            let bin = row(motion.y, height) * columns + column(motion.x, width)
            bins.append(Int32(bin))
            starts[bin + 1] += 1
        }
        for bin in 0..<(columns * rows) { starts[bin + 1] += starts[bin] }
        members.removeAll(keepingCapacity: true)
        members.append(contentsOf: repeatElement(0, count: motions.count))
        // Filling from the back leaves every start where the bin begins, shifted by one.
        for index in motions.indices.reversed() {
            let bin = Int(bins[index])
            starts[bin + 1] -= 1
            members[Int(starts[bin + 1])] = Int32(index)
        }
        for bin in 0..<(columns * rows) { starts[bin] = starts[bin + 1] }
        starts[columns * rows] = Int32(motions.count)
    }

    func column(_ x: Double, _ width: Double) -> Int {
        min(max(Int((x + width / 2) / Self.binMicrometers), 0), columns - 1)
    }

    func row(_ y: Double, _ height: Double) -> Int {
        min(max(Int((y + height / 2) / Self.binMicrometers), 0), rows - 1)
    }
}

extension Specimen {
    /// Cells that overlap push each other apart, and spindles turn the way they go.
    mutating func turnAndPush() {
        let width = settings.widthMicrometers
        let height = settings.heightMicrometers
        neighbourhood.sort(motions, width: width, height: height)
        let extents = settings.kinds.map {
            0.9 * ($0.spreadLengthMicrometers * $0.spreadWidthMicrometers).squareRoot()
        }
        for index in motions.indices {
            let push = self.push(on: index, extents)
            motions[index].pushX = push.x
            motions[index].pushY = push.y
            turn(index)
        }
    }

    private func push(on index: Int, _ extents: [Double]) -> (x: Double, y: Double) {
        let own = motions[index]
        let column = neighbourhood.column(own.x, settings.widthMicrometers)
        let row = neighbourhood.row(own.y, settings.heightMicrometers)
        var push = (x: 0.0, y: 0.0)
        for binRow in max(row - 1, 0)...min(row + 1, neighbourhood.rows - 1) {
            let first = binRow * neighbourhood.columns + max(column - 1, 0)
            let last = binRow * neighbourhood.columns + min(column + 1, neighbourhood.columns - 1)
            let range = Int(neighbourhood.starts[first])..<Int(neighbourhood.starts[last + 1])
            for member in range {
                let other = Int(neighbourhood.members[member])
                let dx = own.x - motions[other].x
                let dy = own.y - motions[other].y
                let wanted = extents[own.kind] + extents[motions[other].kind]
                let square = dx * dx + dy * dy
                guard other != index, square < wanted * wanted, square > 1e-6 else { continue }
                let distance = square.squareRoot()
                // At most 0.45 µm/min: about as fast as daughters part.
                let speed = 0.0075 * (1 - distance / wanted)
                push.x += speed * dx / distance
                push.y += speed * dy / distance
            }
        }
        return push
    }

    private mutating func turn(_ index: Int) {
        let motion = motions[index]
        let rate = 0.9 * min(motion.vigour, 1)
        guard rate > 0.2 else { return }
        let speed = (motion.velocityX, motion.velocityY)
        let axis = (cos(motion.orientation), sin(motion.orientation))
        let along = speed.0 * axis.0 + speed.1 * axis.1
        let across = axis.0 * speed.1 - axis.1 * speed.0
        // Quadratic in the speed: a cell that hardly moves keeps its axis.
        let norm = settings.kinds[motion.kind].speedMicrometersPerMinute / 60
        let pull = along * across / (norm * norm)
        motions[index].orientation += rate * min(max(0.08 * pull, -0.12), 0.12)
    }
}
