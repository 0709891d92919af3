/// Compares predictions with reference images that were really taken.
package struct ReferenceAudit: Sendable, Codable, Equatable {
    /// From where a prediction passes.
    package struct Limits: Sendable, Codable, Equatable {
        /// Pearson's r, at least.
        package var correlation: Double
        /// Affine-aligned error over the reference's range, at most.
        package var alignedError: Double

        package init(correlation: Double = 0.8, alignedError: Double = 0.15) {
            self.correlation = correlation
            self.alignedError = alignedError
        }
    }

    /// One structure: nuclei, membranes and so on.
    package struct Structure: Sendable, Codable, Equatable {
        package let name: String
        package let correlation: Double
        /// Root mean square over the range of the reference, after the best scale and offset; `nil`
        /// for a reference without range.
        package let alignedError: Double?
        /// The same against the prediction blurred to the reference's resolution, with its r.
        package let resolutionScaledError: Double?
        package let resolutionScaledCorrelation: Double
        /// Why it fails, in words; `nil` where it passes.
        package let reason: String?
    }

    package let structures: [Structure]

    package var reasons: [String] { structures.compactMap(\.reason) }
    package var isAlarm: Bool { !reasons.isEmpty }

    /// - Parameter images: Names with predictions and references of one shape.
    /// - Throws: `tooFew` without structures; `MetricError` where shapes differ or pixels are no
    ///   numbers.
    package init(
        _ images: [(name: String, prediction: FloatImage, reference: FloatImage)],
        limits: Limits = Limits()
    ) throws {
        guard !images.isEmpty else {
            throw TrustError(.tooFew, "audit: no structures to compare")
        }
        structures = try images.map { name, prediction, reference in
            try Self.compare(name, prediction, reference, limits)
        }
    }

    private static func compare(
        _ name: String, _ prediction: FloatImage, _ reference: FloatImage, _ limits: Limits
    ) throws -> Structure {
        let pair = try ImagePair(truth: reference, prediction: prediction)
        let scaled = try ResolutionScaledError(reference: reference, superResolved: prediction)
        // Without a range of the reference there is nothing to divide by, and the correlation is 0.
        let error = scaled.relativeError == nil ? nil : try pair.aligned().rootMeanSquareError
        let correlation = pair.pearson
        return Structure(
            name: name, correlation: correlation, alignedError: error,
            resolutionScaledError: scaled.relativeError,
            resolutionScaledCorrelation: scaled.correlation,
            reason: reason(name, correlation, error, limits))
    }

    private static func reason(
        _ name: String, _ correlation: Double, _ error: Double?, _ limits: Limits
    ) -> String? {
        guard let error else { return "\(name): the reference is blank; take it again" }
        if correlation < limits.correlation {
            return "\(name): r is \(Spoken.number(correlation)) against the reference, at least "
                + "\(Spoken.number(limits.correlation)) is asked"
        }
        guard error > limits.alignedError else { return nil }
        return "\(name): the error is \(Spoken.percent(error)) of the reference's range, at most "
            + "\(Spoken.percent(limits.alignedError)) is allowed"
    }
}
