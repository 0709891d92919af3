/// How many pixels each true object shares with each predicted one.
///
/// - Complexity: linear in the number of pixels.
struct OverlapTable {
    struct Pair: Hashable {
        let truth: Int
        let prediction: Int
    }

    /// Pixels of each true object, in order of first appearance.
    private(set) var truthAreas: [Int] = []
    private(set) var predictionAreas: [Int] = []
    /// Only pairs that share a pixel.
    private(set) var shared: [Pair: Int] = [:]

    /// - Throws: `shapeMismatch`, or `outOfRange` for a negative label.
    init(truth: LabelImage, prediction: LabelImage) throws(MetricError) {
        guard truth.width == prediction.width, truth.height == prediction.height else {
            throw MetricError(
                .shapeMismatch,
                "true labels are \(truth.width)×\(truth.height), predicted "
                    + "\(prediction.width)×\(prediction.height) pixels")
        }
        guard (truth.labels.min() ?? 0) >= 0, (prediction.labels.min() ?? 0) >= 0 else {
            throw MetricError(.outOfRange, "a label is negative; 0 is background")
        }
        var truthPlaces: [Int32: Int] = [:]
        var predictionPlaces: [Int32: Int] = [:]
        var start = 0
        // Neighbouring pixels mostly have the same labels: whole runs are counted at once.
        while start < truth.labels.count {
            let labels = (truth.labels[start], prediction.labels[start])
            var end = start + 1
            while end < truth.labels.count, truth.labels[end] == labels.0,
                prediction.labels[end] == labels.1
            {
                end += 1
            }
            let left = Self.count(end - start, labels.0, &truthPlaces, &truthAreas)
            let right = Self.count(end - start, labels.1, &predictionPlaces, &predictionAreas)
            if let left, let right {
                shared[Pair(truth: left, prediction: right), default: 0] += end - start
            }
            start = end
        }
    }

    /// Adds to the area of `label`; nil for background.
    private static func count(
        _ pixels: Int, _ label: Int32, _ places: inout [Int32: Int], _ areas: inout [Int]
    ) -> Int? {
        guard label != 0 else { return nil }
        let place = places[label] ?? areas.count
        if place == areas.count {
            places[label] = place
            areas.append(0)
        }
        areas[place] += pixels
        return place
    }
}
