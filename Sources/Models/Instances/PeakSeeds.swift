/// Finds the peaks of a landscape that stand out from their surroundings.
///
/// - Source: the h-maxima of P. Soille, Morphological Image Analysis (1999), by joining pieces from
///   the highest pixel down: a peak's height is how far one must go down to reach a higher one.
package enum PeakSeeds {
    /// One pixel for each peak of at least `height`, labelled 1, 2, 3… from the highest down.
    ///
    /// Only pixels above 0 count. The highest pixel of each piece is a peak whatever its height.
    package static func find(in image: FloatImage, height: Float) -> LabelImage {
        let order = FloatOrder.positivePlacesDescending(image.pixels)
        var joining = Joining(image, height: height)
        for place in order { joining.add(Int(place)) }
        var seeds = LabelImage(width: image.width, height: image.height)
        var count: Int32 = 0
        for place in order where joining.isPeak(Int(place)) {
            count += 1
            seeds.labels[Int(place)] = count
        }
        return seeds
    }

    /// Pieces of pixels above a sinking level. The root of each is its highest pixel.
    private struct Joining {
        private let image: FloatImage
        private let height: Float
        /// -1 where no pixel has come yet.
        private var parents: [Int32]
        /// Whether a pixel is no peak, or one that is not high enough.
        private var isLow: [Bool]

        init(_ image: FloatImage, height: Float) {
            self.image = image
            self.height = height
            parents = [Int32](repeating: -1, count: image.pixels.count)
            isLow = [Bool](repeating: true, count: image.pixels.count)
        }

        func isPeak(_ place: Int) -> Bool { !isLow[place] }

        mutating func add(_ place: Int) {
            let x = place % image.width
            let y = place / image.width
            parents[place] = Int32(place)
            isLow[place] = false
            for row in max(0, y - 1)...min(image.height - 1, y + 1) {
                for column in max(0, x - 1)...min(image.width - 1, x + 1) {
                    let other = row * image.width + column
                    guard other != place, parents[other] >= 0 else { continue }
                    join(root(of: place), root(of: other), level: image.pixels[place])
                }
            }
        }

        /// The higher of two roots stays; of equal ones the one that came first.
        private mutating func join(_ first: Int, _ second: Int, level: Float) {
            guard first != second else { return }
            let a = image.pixels[first]
            let b = image.pixels[second]
            let isFirstHigher = a > b || (a == b && first < second)
            let low = isFirstHigher ? second : first
            parents[low] = Int32(isFirstHigher ? first : second)
            if image.pixels[low] - level < height || image.pixels[low] == level {
                isLow[low] = true
            }
        }

        private mutating func root(of place: Int) -> Int {
            var place = place
            while Int(parents[place]) != place {
                parents[place] = parents[Int(parents[place])]
                place = Int(parents[place])
            }
            return place
        }
    }
}
