/// Measures the bright blob at a peak: size, contrast, how round it is, whether it is two.
struct BlobShape {
    /// Bodies larger than this across are not single rounded cells; µm.
    private static let searchRadius = 13.0
    /// A disc of which the border shows only half is twice as long as wide.
    private static let longestCutDisc = 2.0
    private var isInside: [Bool] = []
    private var stack: [Int] = []
    private var visited: [Int] = []
    /// Of the rectangle that a body lies in.
    private var isOutside: [Bool] = []

    /// - Returns: `nil` where the ring round the peak is as bright as the peak.
    mutating func measure(_ image: CoarseImage, at peak: BrightnessPeak) -> RoundedCell? {
        let surround = max(ringMean(image, peak, from: 15, to: 20), -0.01)
        let contrast = Double(peak.brightness) - surround
        guard contrast > 0.03 else { return nil }
        let level = Float(surround + 0.5 * contrast)
        let body = fill(image, from: peak, above: level)
        guard body.count >= 8, !body.isMostlyOutside(width: image.width, height: image.height)
        else { return nil }
        return cell(image, peak, body, contrast: contrast)
    }

    /// First and last place along one direction.
    private struct Span {
        var first = Int.max
        var last = Int.min

        var length: Double { Double(last - first + 1) }

        func touches(_ count: Int) -> Bool { first == 0 || last == count - 1 }

        mutating func add(_ place: Int) {
            first = min(first, place)
            last = max(last, place)
        }
    }

    /// Sums over the places of a blob, from its peak.
    private struct Body {
        var count = 0
        var sumX = 0.0
        var sumY = 0.0
        var sumXX = 0.0
        var sumYY = 0.0
        var sumXY = 0.0
        var columns = Span()
        var rows = Span()

        /// Whether the image shows less than half of a disc, whose middle then is not in it.
        ///
        /// A disc cut in half is half as deep as wide; a tenth less allows for its halo.
        func isMostlyOutside(width: Int, height: Int) -> Bool {
            let isCutAcross = columns.touches(width)
            let isCutAlong = rows.touches(height)
            if isCutAcross, !isCutAlong { return columns.length < 0.45 * rows.length }
            if isCutAlong, !isCutAcross { return rows.length < 0.45 * columns.length }
            return false
        }

        func touchesBorder(width: Int, height: Int) -> Bool {
            columns.touches(width) || rows.touches(height)
        }

        mutating func add(x: Double, y: Double) {
            count += 1
            sumX += x
            sumY += y
            sumXX += x * x
            sumYY += y * y
            sumXY += x * y
        }
    }

    private func cell(
        _ image: CoarseImage, _ peak: BrightnessPeak, _ body: Body, contrast: Double
    ) -> RoundedCell {
        let count = Double(body.count)
        let x = body.sumX / count
        let y = body.sumY / count
        // A block is a square, whose own spread is a twelfth.
        let xx = body.sumXX / count - x * x + 1 / 12.0
        let yy = body.sumYY / count - y * y + 1 / 12.0
        let xy = body.sumXY / count - x * y
        let middle = (xx + yy) / 2
        let half = ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
        let long = middle + half
        let short = max(middle - half, 1e-6)
        let elongation = (long / short).squareRoot()
        // An ellipse of these axes has the area 4π·√(long·short); holes and arms lack or exceed it.
        let filled = min(count / (4 * Double.pi * (long * short).squareRoot()), 1)
        let diameter = 2 * (count / Double.pi).squareRoot() * image.blockMicrometers
        let isCut = body.touchesBorder(width: image.width, height: image.height)
        let roundness =
            isCut
            ? filled * min(1, Self.longestCutDisc / elongation) : filled / elongation
        return RoundedCell(
            x: (Double(peak.column) + x + 0.5) * Double(image.edge) - 0.5,
            y: (Double(peak.row) + y + 0.5) * Double(image.edge) - 0.5,
            diameterMicrometers: diameter, contrast: contrast, roundness: roundness,
            score: RoundedCellScore.score(contrast: contrast, roundness: roundness),
            elongation: elongation,
            split: isCut ? 0 : RoundedCellScore.split(roundness: roundness))
    }

    private func ringMean(
        _ image: CoarseImage, _ peak: BrightnessPeak, from inner: Double, to outer: Double
    ) -> Double {
        let inner = inner / image.blockMicrometers
        let outer = outer / image.blockMicrometers
        let reach = Int(outer)
        var sum = 0.0
        var count = 0
        for row in max(0, peak.row - reach)...min(image.height - 1, peak.row + reach) {
            for column in max(0, peak.column - reach)...min(image.width - 1, peak.column + reach) {
                let dx = Double(column - peak.column)
                let dy = Double(row - peak.row)
                let distance = (dx * dx + dy * dy).squareRoot()
                guard distance >= inner, distance <= outer else { continue }
                sum += Double(image.values[row * image.width + column])
                count += 1
            }
        }
        return count > 0 ? sum / Double(count) : 0
    }

    /// Flood from the peak over everything above `level`, no farther than the search radius.
    private mutating func fill(
        _ image: CoarseImage, from peak: BrightnessPeak, above level: Float
    ) -> Body {
        if isInside.count != image.values.count {
            isInside = [Bool](repeating: false, count: image.values.count)
        }
        let reach = Self.searchRadius / image.blockMicrometers
        var body = Body()
        stack.removeAll(keepingCapacity: true)
        visited.removeAll(keepingCapacity: true)
        stack.append(peak.row * image.width + peak.column)
        while let place = stack.popLast() {
            guard !isInside[place] else { continue }
            let column = place % image.width
            let row = place / image.width
            let dx = Double(column - peak.column)
            let dy = Double(row - peak.row)
            guard dx * dx + dy * dy <= reach * reach else { continue }
            guard image.smooth[place] > level || dx * dx + dy * dy < 4 else { continue }
            isInside[place] = true
            visited.append(place)
            body.add(x: dx, y: dy)
            body.columns.add(column)
            body.rows.add(row)
            if column > 0 { stack.append(place - 1) }
            if column < image.width - 1 { stack.append(place + 1) }
            if row > 0 { stack.append(place - image.width) }
            if row < image.height - 1 { stack.append(place + image.width) }
        }
        fillHoles(image, of: &body, around: peak)
        for place in visited { isInside[place] = false }
        return body
    }

    /// Adds what a body encloses: chromosomes are dark, and a plate would part it in two.
    private mutating func fillHoles(
        _ image: CoarseImage, of body: inout Body, around peak: BrightnessPeak
    ) {
        guard body.count > 0 else { return }
        let (columns, rows) = (body.columns.first...body.columns.last, body.rows)
        // A frame of one block more on each side is all outside, and joined.
        let width = columns.count + 2
        let height = Int(rows.length) + 2
        isOutside.removeAll(keepingCapacity: true)
        isOutside.append(contentsOf: repeatElement(false, count: width * height))
        func place(_ index: Int) -> Int? {
            let (column, row) = (index % width - 1, index / width - 1)
            guard (0..<columns.count).contains(column), (0..<height - 2).contains(row) else {
                return nil
            }
            return (rows.first + row) * image.width + columns.lowerBound + column
        }
        stack.append(0)
        while let index = stack.popLast() {
            guard !isOutside[index] else { continue }
            if let place = place(index), isInside[place] { continue }
            isOutside[index] = true
            if index % width > 0 { stack.append(index - 1) }
            if index % width < width - 1 { stack.append(index + 1) }
            if index >= width { stack.append(index - width) }
            if index + width < isOutside.count { stack.append(index + width) }
        }
        for index in isOutside.indices where !isOutside[index] {
            guard let place = place(index), !isInside[place] else { continue }
            body.add(
                x: Double(place % image.width - peak.column),
                y: Double(place / image.width - peak.row))
        }
    }
}
