import Models
import Testing

@testable import Dashboard

@Suite("Pictures of a training")
struct ExampleViewTests {
    @Test("a scale bar has a round length and covers that part of the picture")
    func scaleBar() throws {
        let image = FloatImage(width: 200, height: 100)
        let panel = TrainingExample.Panel(
            "raw", .image(image, .init(0, 1)), pixelMicrometers: 0.325)

        let bar = try #require(ScaleBar(panel))

        #expect(bar.label == "10 µm")
        #expect(abs(bar.part - 10 / 65) < 1e-12)
    }

    @Test("a field smaller than a micrometre is measured in nanometres")
    func nanometers() throws {
        let image = FloatImage(width: 100, height: 100)
        let panel = TrainingExample.Panel(
            "raw", .image(image, .init(0, 1)), pixelMicrometers: 0.02)

        #expect(try #require(ScaleBar(panel)).label == "500 nm")
        #expect(ScaleBar(.init("raw", .image(image, .init(0, 1)))) == nil)
    }

    @Test("the range goes from black to white, and what is no number is black")
    func grey() {
        let image = FloatImage(width: 5, height: 1, pixels: [10, 20, 30, .nan, .infinity])

        let picture = ExamplePicture.raster(.image(image, .init(10, 30)))

        #expect(picture.bytes == [0, 128, 255, 0, 255])
    }

    @Test("uncertainty goes from dark blue to yellow")
    func heat() {
        let image = FloatImage(width: 2, height: 1, pixels: [0, 1])

        let picture = ExamplePicture.raster(.image(image, .init(0, 1, ramp: .heat)))

        #expect(picture.bytes == [0x00, 0x20, 0x4D, 0xFF, 0xEA, 0x46])
    }

    @Test("borders of objects are coloured, their insides stay as they were")
    func outlines() {
        var labels = LabelImage(width: 5, height: 5)
        for y in 1...3 { for x in 1...3 { labels[x, y] = 1 } }
        let image = FloatImage(width: 5, height: 5, filledWith: 1)

        let picture = ExamplePicture.raster(.outlines(labels, on: image, .init(0, 1)))
        let colored = (0..<25).filter { picture.bytes[$0 * 3 + 2] != 255 }

        #expect(colored == [6, 7, 8, 11, 13, 16, 17, 18])
    }

    @Test("all pictures of a row keep the same part of the field")
    func cropping() {
        let coarse = FloatImage(width: 768, height: 768)
        let fine = FloatImage(width: 1536, height: 1536)

        let markup = ExampleView.markup(
            .init(
                title: "A",
                panels: [
                    .init("coarse", .image(coarse, .init(0, 1))),
                    .init("fine", .image(fine, .init(0, 1))),
                ]))

        #expect(markup.contains("width=\"384\" height=\"384\""))
        #expect(markup.contains("width=\"768\" height=\"768\""))
    }
}
