import Testing

@testable import Models

@Suite("Image geometry")
struct GeometryTests {
    private let image = ImageOracles.scatter()

    @Test(
        "each turn is undone by its inverse, in images and labels", arguments: Orientation.allCases)
    func turnsComeBack(orientation: Orientation) {
        let labels = LabelImage(image, above: 0.5)

        let back = image.oriented(orientation).oriented(orientation.inverse)

        #expect(back == image)
        #expect(labels.oriented(orientation).oriented(orientation.inverse) == labels)
        #expect(
            labels.oriented(orientation) == LabelImage(image.oriented(orientation), above: 0.5))
    }

    @Test("the eight turns of an image all differ")
    func turnsDiffer() {
        let turned = Set(Orientation.allCases.map { image.oriented($0).pixels })

        #expect(turned.count == 8)
    }

    @Test("a turn to the left takes the last column to the first row")
    func turnLeft() {
        let small = FloatImage(width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6])

        #expect(
            small.oriented(.turnedLeft)
                == FloatImage(width: 2, height: 3, pixels: [3, 6, 2, 5, 1, 4]))
        #expect(
            small.oriented(.mirrored)
                == FloatImage(width: 3, height: 2, pixels: [3, 2, 1, 6, 5, 4]))
    }

    @Test("padding mirrors as NumPy does, and cropping takes it away")
    func padding() throws {
        let oracle = try ImageOracles.read().filters.padded

        let padded = image.padded(toMultipleOf: 8)

        #expect(padded.width == 24 && padded.height == 16)
        #expect(ImageOracles.largestDifference(padded.pixels, oracle) < 1e-6)
        #expect(padded.cropped(x: 0, y: 0, width: image.width, height: image.height) == image)
    }

    @Test("an image smaller than its padding is mirrored again and again")
    func paddingTiny() {
        let tiny = FloatImage(width: 2, height: 1, pixels: [1, 2])

        #expect(
            tiny.padded(toMultipleOf: 5).cropped(x: 0, y: 4, width: 5, height: 1).pixels
                == [1, 2, 1, 2, 1])
    }

    @Test("bilinear resizing is scikit-image's, both ways")
    func bilinear() throws {
        let oracle = try ImageOracles.read().filters

        let smaller = Resizing.bilinear.apply(to: image, width: 11, height: 9)
        let larger = Resizing.bilinear.apply(to: image, width: 26, height: 31)

        #expect(ImageOracles.largestDifference(smaller.pixels, oracle.smaller) < 1e-5)
        #expect(ImageOracles.largestDifference(larger.pixels, oracle.larger) < 1e-5)
    }

    @Test("nearest resizing by a whole factor and back loses nothing")
    func nearest() {
        let large = Resizing.nearest.apply(to: image, width: 57, height: 42)

        #expect(Resizing.nearest.apply(to: large, width: 19, height: 14) == image)
        #expect(large[4, 5] == image[1, 1])
    }
}
