import Testing

@testable import Models

@Suite("Training patches")
struct PatchTaskTests {
    /// An image in which each pixel tells its place, and a target that repeats it.
    private static func places(width: Int, height: Int, magnification: Int = 1) -> PatchImage {
        let input = (0..<width * height).map(Float.init)
        var target: [Float] = []
        for row in 0..<height * magnification {
            for column in 0..<width * magnification {
                target.append(input[row / magnification * width + column / magnification])
            }
        }
        return PatchImage(
            width: width, height: height, input: [input, input.map { -$0 }], target: [target])
    }

    @Test("input and target are cut and turned alike", arguments: [1, 2])
    func alignment(magnification: Int) throws {
        let image = Self.places(width: 20, height: 12, magnification: magnification)
        for seed in 0..<40 {
            var random = SplitMix64(seed: UInt64(seed))
            let cut = PatchCut(of: image, side: 8, centredShare: 0, random: &random)
            var input = [Float](repeating: 0, count: 8 * 8 * 2)
            var target = [Float](repeating: 0, count: 64 * magnification * magnification)

            input.withUnsafeMutableBufferPointer { buffer in
                for channel in 0..<2 {
                    cut.copy(
                        image.input[channel], width: 20, magnification: 1, into: buffer,
                        channel: channel, of: 2)
                }
            }
            target.withUnsafeMutableBufferPointer {
                cut.copy(
                    image.target[0], width: 20 * magnification, magnification: magnification,
                    into: $0, channel: 0, of: 1)
            }

            for row in 0..<8 * magnification {
                for column in 0..<8 * magnification {
                    let place = row / magnification * 8 + column / magnification
                    #expect(target[row * 8 * magnification + column] == input[2 * place])
                    #expect(input[2 * place + 1] == -input[2 * place])
                }
            }
            #expect(
                Set(input.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)).count == 64)
        }
    }

    @Test("an image smaller than the patch is mirrored, and nothing is read outside it")
    func smallImage() {
        let image = Self.places(width: 5, height: 3)
        var random = SplitMix64(seed: 2)
        let cut = PatchCut(of: image, side: 16, centredShare: 0, random: &random)
        var input = [Float](repeating: .nan, count: 256)

        input.withUnsafeMutableBufferPointer {
            cut.copy(image.input[0], width: 5, magnification: 1, into: $0, channel: 0, of: 1)
        }

        #expect(Set(input) == Set((0..<15).map(Float.init)))
    }

    @Test("a blind spot's new value owes nothing to the pixel that it hides")
    func blindSpot() {
        var spot = BlindSpot()
        spot.share = 0.05
        var random = SplitMix64(seed: 9)
        let pixels = (0..<32 * 32).map { _ in Float(random.next() >> 40) }
        func hidden(_ pixels: [Float]) -> (pixels: [Float], mask: [Float]) {
            var (copy, mask) = (pixels, [Float](repeating: 0, count: pixels.count))
            var random = SplitMix64(seed: 4)
            copy.withUnsafeMutableBufferPointer { copy in
                mask.withUnsafeMutableBufferPointer { mask in
                    guard let pixels = copy.baseAddress, let mask = mask.baseAddress else { return }
                    spot.hide(pixels, width: 32, height: 32, mask: mask, random: &random)
                }
            }
            return (copy, mask)
        }
        let first = hidden(pixels)

        for place in pixels.indices where first.mask[place] == 1 {
            var changed = pixels
            changed[place] += 1e6
            #expect(hidden(changed).pixels[place] == first.pixels[place])
        }
        let count = first.mask.reduce(0, +)
        #expect((45...51).contains(count))
        for place in pixels.indices where first.mask[place] == 0 {
            #expect(first.pixels[place] == pixels[place])
        }
    }
}
