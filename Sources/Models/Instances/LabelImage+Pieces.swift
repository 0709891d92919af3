extension LabelImage {
    /// The same with every connected piece as an object of its own, numbered from 1 in the order of
    /// their first pixels: daughter nuclei that share a number are two.
    ///
    /// Crumbs, below a twentieth of the largest piece of their number, become background.
    package func inPieces() -> LabelImage {
        var result = LabelImage(width: width, height: height)
        var pieces: [(label: Int32, pixels: [Int])] = []
        var stack: [Int] = []
        for start in labels.indices where labels[start] != 0 && result.labels[start] == 0 {
            let label = labels[start]
            let number = Int32(pieces.count + 1)
            var pixels: [Int] = []
            stack.append(start)
            result.labels[start] = number
            while let place = stack.popLast() {
                pixels.append(place)
                let (x, y) = (place % width, place / width)
                for row in max(0, y - 1)...min(height - 1, y + 1) {
                    for column in max(0, x - 1)...min(width - 1, x + 1) {
                        let next = row * width + column
                        guard labels[next] == label, result.labels[next] == 0 else { continue }
                        result.labels[next] = number
                        stack.append(next)
                    }
                }
            }
            pieces.append((label, pixels))
        }
        var largest: [Int32: Int] = [:]
        for piece in pieces {
            largest[piece.label] = max(largest[piece.label] ?? 0, piece.pixels.count)
        }
        var count: Int32 = 0
        for piece in pieces {
            let isCrumb = 20 * piece.pixels.count < largest[piece.label] ?? 0
            if !isCrumb { count += 1 }
            for place in piece.pixels { result.labels[place] = isCrumb ? 0 : count }
        }
        return result
    }
}
