internal import Foundation

/// The Fourier transform of a length with a large prime factor, as a convolution with a chirp.
///
/// - Source: Bluestein, IEEE Transactions on Audio and Electroacoustics 18 (1970) 451–455.
struct ChirpConvolution: Sendable {
    let count: Int
    let workCount: Int
    private let chirp: [ComplexNumber]
    private let kernel: [ComplexNumber]
    /// Lengths of the inner plan are powers of two, so this never nests further.
    private let inner: [FourierPlan]

    init(count: Int) {
        self.count = count
        var length = 1
        while length < 2 * count - 1 { length *= 2 }
        workCount = length
        let chirp = (0..<count).map { index in
            // The square is taken modulo 2n first: large angles would lose digits.
            let angle = -Double.pi * Double(index * index % (2 * count)) / Double(count)
            return ComplexNumber(real: cos(angle), imaginary: sin(angle))
        }
        self.chirp = chirp
        let plan = FourierPlan(count: length)
        inner = [plan]
        kernel = Self.kernel(chirp, plan: plan)
    }

    func run(
        _ first: UnsafeMutablePointer<ComplexLanes>, _ second: UnsafeMutablePointer<ComplexLanes>
    ) -> UnsafeMutablePointer<ComplexLanes> {
        let plan = inner[0]
        for index in 0..<count { first[index] = first[index] * chirp[index] }
        for index in count..<workCount { first[index] = .zero }
        let spectrum = plan.run(first, second)
        for index in 0..<workCount {
            spectrum[index] = (spectrum[index] * kernel[index]).swapped
        }
        let result = plan.run(spectrum, spectrum == first ? second : first)
        for index in 0..<count { result[index] = result[index].swapped * chirp[index] }
        return result
    }

    /// The transform of the conjugate chirp, wrapped round, with the inverse's 1/n.
    private static func kernel(_ chirp: [ComplexNumber], plan: FourierPlan) -> [ComplexNumber] {
        let length = plan.count
        return withUnsafeTemporaryAllocation(of: ComplexLanes.self, capacity: 2 * length) {
            work in
            work.initialize(repeating: .zero)
            guard let first = work.baseAddress else { return [] }
            for (index, value) in chirp.enumerated() {
                let lanes = ComplexLanes(
                    real: SIMD4(repeating: value.real),
                    imaginary: SIMD4(repeating: -value.imaginary))
                first[index] = lanes
                if index > 0 { first[length - index] = lanes }
            }
            let result = plan.run(first, first + length)
            return (0..<length).map { index in
                ComplexNumber(
                    real: result[index].real[0] / Double(length),
                    imaginary: result[index].imaginary[0] / Double(length))
            }
        }
    }
}
