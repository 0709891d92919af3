internal import Foundation

/// What may be done to each line of a ``ComplexImage``.
struct LineTransform: Sendable {
    enum Kind: Sendable {
        /// Fourier transform without scaling.
        case forward
        /// Its inverse, divided by the count.
        case inverse
        /// Orthonormal cosine transform of type II, of real and imaginary part separately.
        case cosine
    }

    let kind: Kind
    private let plan: FourierPlan
    /// For the cosine transform: `exp(−iπk/2n)` with half of the norm.
    private let turns: [ComplexNumber]

    var count: Int { plan.count }
    var workCount: Int { plan.workCount }

    init(_ kind: Kind, count: Int) {
        self.kind = kind
        plan = FourierPlan(count: count)
        turns =
            kind != .cosine
            ? []
            : (0..<count).map { index in
                let angle = -Double.pi * Double(index) / Double(2 * count)
                let norm = (index == 0 ? 0.25 / Double(count) : 0.5 / Double(count)).squareRoot()
                return ComplexNumber(real: norm * cos(angle), imaginary: norm * sin(angle))
            }
    }

    /// Transforms `first`; the result is in the buffer that is returned.
    func run(
        _ first: UnsafeMutablePointer<ComplexLanes>, _ second: UnsafeMutablePointer<ComplexLanes>
    ) -> UnsafeMutablePointer<ComplexLanes> {
        switch kind {
        case .forward: plan.run(first, second)
        case .inverse: runInverse(first, second)
        case .cosine: runCosine(first, second)
        }
    }

    private func runInverse(
        _ first: UnsafeMutablePointer<ComplexLanes>, _ second: UnsafeMutablePointer<ComplexLanes>
    ) -> UnsafeMutablePointer<ComplexLanes> {
        for index in 0..<count { first[index] = first[index].swapped }
        let result = plan.run(first, second)
        let scale = 1 / Double(count)
        for index in 0..<count {
            let value = result[index]
            result[index] = ComplexLanes(
                real: value.imaginary * scale, imaginary: value.real * scale)
        }
        return result
    }

    /// Even samples forwards, odd samples backwards, one Fourier transform of the same length.
    ///
    /// - Source: Makhoul, IEEE Transactions on Acoustics, Speech and Signal Processing 28 (1980)
    ///   27–34.
    private func runCosine(
        _ first: UnsafeMutablePointer<ComplexLanes>, _ second: UnsafeMutablePointer<ComplexLanes>
    ) -> UnsafeMutablePointer<ComplexLanes> {
        for index in 0..<count {
            second[index.isMultiple(of: 2) ? index / 2 : count - 1 - index / 2] = first[index]
        }
        let spectrum = plan.run(second, first)
        let result = spectrum == first ? second : first
        turns.withUnsafeBufferPointer { turns in
            for index in 0..<count {
                let mirrored = spectrum[index == 0 ? 0 : count - index]
                result[index] = spectrum[index] * turns[index] + mirrored * turns[index].conjugate
            }
        }
        return result
    }
}
