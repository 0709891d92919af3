internal import Glibc

/// What is done to a head's logits so that its probabilities mean what they say, and to its amounts
/// so that they say nothing where they mean nothing.
package struct CellCalibration: Sendable, Equatable {
    /// What is taken off each logit first: how much more often a class was drawn in training than
    /// it occurs, as a logarithm.
    package var shifts: [Float]
    /// What the logits are then divided by.
    package var temperature: Double
    /// An amount up to here is given as 0.
    package var detectionLimit: Float = 0

    package init(shifts: [Float], temperature: Double = 1) {
        self.shifts = shifts
        self.temperature = temperature
    }

    /// Of amounts: what 95 in a hundred of the examples in which there is nothing stay below.
    ///
    /// - Parameters:
    ///   - amounts: Of the validation crops.
    ///   - truths: The true ones. With few that are 0 there is no limit.
    /// - Source: L. A. Currie, Limits for qualitative detection and quantitative determination,
    ///   Analytical Chemistry 40 (1968): the critical level, with errors of 5 %.
    init(amounts: [Float], truths: [Float]) {
        self.init(shifts: [0])
        let nothing = zip(amounts, truths).filter { $0.1 == 0 }.map(\.0)
        guard nothing.count >= Self.fewestOfNothing,
            let limit = Percentiles.of(nothing, at: [95]).first
        else { return }
        detectionLimit = limit
    }

    private static let fewestOfNothing = 20

    /// - Parameters:
    ///   - logits: Of the validation crops, one row for each.
    ///   - classes: The true ones; for a chance 0 or 1.
    ///   - shifts: See ``shifts``.
    /// - Throws: ``CurationError`` as ``TemperatureScaling``.
    package init(
        logits: [[Float]], classes: [Int], shifts: [Float]
    ) throws(CurationError) {
        let rows = logits.map { row in
            let shifted = zip(row, shifts).map { $0 - $1 }
            // A chance is a class beside another whose logit is 0.
            return shifted.count == 1 ? [0, shifted[0]] : shifted
        }
        self.shifts = shifts
        temperature = try TemperatureScaling(logits: rows, classes: classes).temperature
    }

    /// Changes the linear layer that makes the logits.
    func fold(into network: inout Network, layer: Int) {
        let parameters = network.layers[layer].parameters
        let factor = Float(1 / temperature)
        for index in parameters {
            for place in network.parameters[index].values.indices {
                if network.parameters[index].shape.count == 1 {
                    network.parameters[index].values[place] -= shifts[place]
                }
                network.parameters[index].values[place] *= factor
            }
        }
    }
}

extension CellCalibration {
    /// How much more often each group was drawn than it occurs, as a logarithm.
    ///
    /// - Parameters:
    ///   - counts: Of each group.
    ///   - shares: How often each was drawn, of 1.
    static func shifts(counts: [Int], shares: [Double]) -> [Float] {
        let sum = Double(counts.reduce(0, +))
        return zip(counts, shares).map { count, share in
            count > 0 && share > 0 ? Float(log(share * sum / Double(count))) : 0
        }
    }
}
