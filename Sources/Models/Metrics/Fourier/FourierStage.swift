/// One stage of a Fourier transform: `part` × `stride` small transforms of `radix` numbers.
struct FourierStage {
    let source: UnsafeMutablePointer<ComplexLanes>
    let target: UnsafeMutablePointer<ComplexLanes>
    /// `exp(−2πi k/count)`.
    let roots: UnsafePointer<ComplexNumber>
    let count: Int
    let part: Int
    let stride: Int

    func run(radix: Int) {
        switch radix {
        case 2: runTwo()
        case 4: runFour()
        default: runOdd(radix)
        }
    }

    private func runTwo() {
        let half = stride * part
        for index in 0..<part {
            let twiddle = roots[index * stride]
            for place in 0..<stride {
                let from = source + (place + stride * index)
                let into = target + (place + stride * 2 * index)
                let left = from[0]
                let right = from[half]
                into[0] = left + right
                into[stride] = (left - right) * twiddle
            }
        }
    }

    private func runFour() {
        let quarter = stride * part
        for index in 0..<part {
            let one = roots[index * stride]
            let two = roots[2 * index * stride]
            let three = roots[3 * index * stride]
            for place in 0..<stride {
                let from = source + (place + stride * index)
                let into = target + (place + stride * 4 * index)
                let evenSum = from[0] + from[2 * quarter]
                let evenDifference = from[0] - from[2 * quarter]
                let oddSum = from[quarter] + from[3 * quarter]
                let difference = from[quarter] - from[3 * quarter]
                // Times −i.
                let turned = ComplexLanes(
                    real: difference.imaginary, imaginary: -difference.real)
                into[0] = evenSum + oddSum
                into[stride] = (evenDifference + turned) * one
                into[2 * stride] = (evenSum - oddSum) * two
                into[3 * stride] = (evenDifference - turned) * three
            }
        }
    }

    private func runOdd(_ radix: Int) {
        let step = stride * part
        let rootStep = count / radix
        for index in 0..<part {
            for place in 0..<stride {
                let from = source + (place + stride * index)
                let into = target + (place + stride * radix * index)
                for output in 0..<radix {
                    var sum = from[0]
                    for input in 1..<radix {
                        sum = sum + from[input * step] * roots[(input * output % radix) * rootStep]
                    }
                    into[output * stride] = sum * roots[index * output * stride]
                }
            }
        }
    }
}
