/// Finds the pieces that hang together.
package enum ConnectedComponents {
    package enum Neighbours: Sendable, CaseIterable {
        /// Pixels that share a side.
        case four
        /// Pixels that share a side or a corner.
        case eight
    }

    /// Labels each piece of pixels with the same label, not 0, in the order of their first pixels.
    ///
    /// - Source: union-find over the runs of rows; A. Rosenfeld & J. Pfaltz, Journal of the ACM 13
    ///   (1966) 471–494.
    package static func label(_ image: LabelImage, neighbours: Neighbours) -> LabelImage {
        var pieces = Pieces()
        let reach = neighbours == .eight ? 1 : 0
        var above = 0..<0
        image.labels.withUnsafeBufferPointer { labels in
            for y in 0..<image.height {
                let row = pieces.addRuns(of: labels, start: y * image.width, count: image.width)
                pieces.join(above, row, reach: reach)
                above = row
            }
        }
        pieces.number()
        var result = LabelImage(width: image.width, height: image.height)
        pieces.paint(&result.labels)
        return result
    }

    /// A piece of a row with one label; places count from the row's start.
    private struct Run {
        let rowStart: Int
        let first: Int
        let end: Int
        let label: Int32
        /// The run that it hangs on, itself if none; never a later one. At the end, its number.
        var parent: Int32
    }

    private struct Pieces {
        private var runs: [Run] = []

        mutating func addRuns(of labels: UnsafeBufferPointer<Int32>, start: Int, count: Int)
            -> Range<Int>
        {
            let firstRun = runs.count
            var first = 0
            while first < count {
                let label = labels[start + first]
                var end = first + 1
                while end < count, labels[start + end] == label { end += 1 }
                if label != 0 {
                    runs.append(
                        Run(
                            rowStart: start, first: first, end: end, label: label,
                            parent: Int32(runs.count)))
                }
                first = end
            }
            return firstRun..<runs.count
        }

        /// Joins the runs of two rows that touch.
        mutating func join(_ above: Range<Int>, _ below: Range<Int>, reach: Int) {
            runs.withUnsafeMutableBufferPointer { runs in
                var upper = above.lowerBound
                var lower = below.lowerBound
                while upper < above.upperBound, lower < below.upperBound {
                    Self.join(runs, upper, lower, reach: reach)
                    let end = runs[upper].end
                    if end < runs[lower].end {
                        upper += 1
                    } else {
                        // Where both end together, each may touch the other's successor.
                        if end == runs[lower].end, upper + 1 < above.upperBound {
                            Self.join(runs, upper + 1, lower, reach: reach)
                        }
                        lower += 1
                    }
                }
            }
        }

        private static func join(
            _ runs: UnsafeMutableBufferPointer<Run>, _ upper: Int, _ lower: Int, reach: Int
        ) {
            let a = runs[upper]
            let b = runs[lower]
            guard a.label == b.label, a.first < b.end + reach, b.first < a.end + reach else {
                return
            }
            let first = root(runs, upper)
            let second = root(runs, lower)
            runs[max(first, second)].parent = Int32(min(first, second))
        }

        private static func root(_ runs: UnsafeMutableBufferPointer<Run>, _ run: Int) -> Int {
            var run = run
            while Int(runs[run].parent) != run {
                runs[run].parent = runs[Int(runs[run].parent)].parent
                run = Int(runs[run].parent)
            }
            return run
        }

        /// Roots stand before what hangs on them, so that one pass numbers all.
        mutating func number() {
            var count: Int32 = 0
            runs.withUnsafeMutableBufferPointer { runs in
                for run in runs.indices {
                    if Int(runs[run].parent) == run {
                        count += 1
                        runs[run].parent = count
                    } else {
                        runs[run].parent = runs[Int(runs[run].parent)].parent
                    }
                }
            }
        }

        func paint(_ labels: inout [Int32]) {
            labels.withUnsafeMutableBufferPointer { labels in
                for run in runs {
                    for place in (run.rowStart + run.first)..<(run.rowStart + run.end) {
                        labels[place] = run.parent
                    }
                }
            }
        }
    }
}
