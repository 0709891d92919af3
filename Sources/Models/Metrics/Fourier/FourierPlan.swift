internal import Foundation

/// The discrete Fourier transform of lines of one length, four lines at a time.
///
/// Forward, without scaling: `X[k] = Σ x[j] exp(−2πi jk/n)`. Any length works: those with prime
/// factors up to 13 directly, others as a convolution (Bluestein) at about six times the cost.
///
/// - Source: Stockham's self-sorting form as in Van Loan, Computational Frameworks for the Fast
///   Fourier Transform (1992).
struct FourierPlan: Sendable {
    let count: Int
    /// Entries of each of the two work buffers of ``run(_:_:)``.
    let workCount: Int
    private let radices: [Int]
    private let roots: [ComplexNumber]
    private let convolution: ChirpConvolution?

    init(count: Int) {
        precondition(count > 0, "a line has at least one number")
        self.count = count
        let radices = Self.radices(of: count)
        if let radices {
            self.radices = radices
            roots = Self.roots(count)
            convolution = nil
            workCount = count
        } else {
            self.radices = []
            roots = []
            let convolution = ChirpConvolution(count: count)
            self.convolution = convolution
            workCount = convolution.workCount
        }
    }

    /// Transforms the first `count` entries of `first`.
    ///
    /// - Returns: Whichever of the two buffers holds the result.
    func run(
        _ first: UnsafeMutablePointer<ComplexLanes>, _ second: UnsafeMutablePointer<ComplexLanes>
    ) -> UnsafeMutablePointer<ComplexLanes> {
        if let convolution { return convolution.run(first, second) }
        var source = first
        var target = second
        var length = count
        var stride = 1
        roots.withUnsafeBufferPointer { roots in
            guard let roots = roots.baseAddress else { return }
            for radix in radices {
                let stage = FourierStage(
                    source: source, target: target, roots: roots, count: count,
                    part: length / radix, stride: stride)
                stage.run(radix: radix)
                swap(&source, &target)
                length /= radix
                stride *= radix
            }
        }
        return source
    }

    /// `exp(−2πi k/n)` for every k.
    static func roots(_ count: Int) -> [ComplexNumber] {
        (0..<count).map { index in
            let angle = -2 * Double.pi * Double(index) / Double(count)
            return ComplexNumber(real: cos(angle), imaginary: sin(angle))
        }
    }

    /// The factors 4, 2, 3, 5, 7, 11 and 13 of `count`, or nil where another prime is left.
    private static func radices(of count: Int) -> [Int]? {
        var rest = count
        var found: [Int] = []
        for radix in [4, 2, 3, 5, 7, 11, 13] {
            while rest.isMultiple(of: radix) {
                found.append(radix)
                rest /= radix
            }
        }
        return rest == 1 ? found : nil
    }
}
