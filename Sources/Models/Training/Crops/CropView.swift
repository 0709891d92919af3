/// One way to look at a crop: turned, shifted, brighter or dimmer, with more noise.
struct CropView {
    private let orientation: Orientation
    private let across: Int
    private let down: Int
    private let gain: Float
    private let noise: Float

    init(
        mostShift: Int, gain: ClosedRange<Float>, largestNoise: Float,
        random: inout SplitMix64
    ) {
        func draw(_ low: Float, _ high: Float) -> Float {
            low + Float(RandomDraws.unit(&random)) * (high - low)
        }
        orientation = Orientation(rawValue: Int(random.next() % 8)) ?? .upright
        let reach = UInt64(2 * mostShift + 1)
        across = Int(random.next() % reach) - mostShift
        down = Int(random.next() % reach) - mostShift
        self.gain = draw(gain.lowerBound, gain.upperBound)
        // Most crops stay nearly as they are.
        let share = draw(0, 1)
        noise = largestNoise * share * share
    }

    /// Writes the crop with the channel fastest; what comes in from outside is background.
    func copy(
        _ example: CropExample, into target: UnsafeMutableBufferPointer<Float>,
        random: inout SplitMix64
    ) {
        guard let side = example.images.first?.width else { return }
        let (origin, right, below) = orientation.walk(width: side, height: side)
        let count = example.images.count
        for channel in 0..<count {
            let background = example.noise[channel]
            example.images[channel].pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<side {
                    let row = y - down
                    for x in 0..<side {
                        let column = x - across
                        let isInside = row >= 0 && row < side && column >= 0 && column < side
                        var value: Float
                        if isInside {
                            value = pixels[origin + row * below + column * right]
                        } else {
                            value = background * Self.normal(&random)
                        }
                        if noise > 0 { value += noise * Self.normal(&random) }
                        target[(y * side + x) * count + channel] = gain * value
                    }
                }
            }
        }
    }

    /// Nearly normal, of variance 1: four even numbers from one draw.
    @inline(__always)
    private static func normal(_ random: inout SplitMix64) -> Float {
        let bits = random.next()
        let sum =
            Int(bits & 0xFFFF) + Int(bits >> 16 & 0xFFFF) + Int(bits >> 32 & 0xFFFF)
            + Int(bits >> 48)
        // Four even numbers in 0...65535 have this mean and standard deviation.
        return (Float(sum) - 131_070) / 37_837.2
    }
}
