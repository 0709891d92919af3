import Glibc

/// The fine structure that all cells share, each at a place of its own.
final class TextureSet {
    /// A network of threads, mean 1.
    let filaments = Texture()
    /// The same organelle when it has broken into pieces, mean 1.
    let fragments = Texture()
    /// Uneven chromatin, mean 0, deviation 1.
    let chromatin = Texture()
    /// Condensing chromatin: short coiled threads, mean 0, deviation 1.
    let threads = Texture()
    /// Vesicles and granules as phase contrast shows them, mean 0, deviation 1.
    let granules = Texture()

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed, part: 0x7E87)
        drawWalks(filaments, count: 340, length: 13, width: 0.17, bend: 0.2, &random)
        filaments.normalizeToMeanOne()
        drawSpots(fragments, count: 1500, width: 0.34, &random)
        fragments.normalizeToMeanOne()
        drawSpots(chromatin, count: 2600, width: 0.55, &random)
        chromatin.normalize(mean: 0, deviation: 1)
        drawWalks(threads, count: 2200, length: 3, width: 0.2, bend: 0.6, &random)
        threads.normalize(mean: 0, deviation: 1)
        drawGranules(&random)
    }

    private func drawWalks(
        _ texture: Texture, count: Int, length: Double, width: Double, bend: Double,
        _ random: inout SplitMix64
    ) {
        for _ in 0..<count {
            var x = random.uniform(0...64)
            var y = random.uniform(0...64)
            var angle = random.uniform(0...(2 * .pi))
            var curve = 0.0
            let steps = Int(length * random.uniform(0.4...1.4) / 0.25)
            for _ in 0..<steps {
                texture.addSpot(x: x, y: y, sigma: width, height: random.uniform(0.7...1.3))
                curve = 0.85 * curve + bend * random.jitter()
                angle += curve * 0.5
                x += 0.25 * cos(angle)
                y += 0.25 * sin(angle)
            }
        }
    }

    private func drawSpots(
        _ texture: Texture, count: Int, width: Double, _ random: inout SplitMix64
    ) {
        for _ in 0..<count {
            texture.addSpot(
                x: random.uniform(0...64), y: random.uniform(0...64),
                sigma: width * random.uniform(0.7...1.5), height: random.uniform(0.4...1.2))
        }
    }

    private func drawGranules(_ random: inout SplitMix64) {
        for _ in 0..<2600 {
            let x = random.uniform(0...64)
            let y = random.uniform(0...64)
            let size = random.uniform(0.22...0.5)
            // Most are dark; lipid droplets shine and have a dark rim.
            let isDroplet = random.unit() < 0.15
            granules.addSpot(x: x, y: y, sigma: size * 1.5, height: isDroplet ? 0.8 : -0.25)
            granules.addSpot(x: x, y: y, sigma: size, height: isDroplet ? -2.2 : 1)
        }
        granules.normalize(mean: 0, deviation: 1)
    }
}
