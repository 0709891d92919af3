import Models
import Testing

@testable import Learning

@Suite("What a training holds of its frames")
struct TrainingNeedTests {
    private static let frame: TrainingFrame = {
        func image(_ channel: String, _ kind: ChannelImage.Kind, _ light: Double = 1)
            -> ChannelImage
        {
            let image = FloatImage(width: 4, height: 4)
            return ChannelImage(channel: channel, kind: kind, light: light, image: image)
        }
        return TrainingFrame(
            source: "made up", position: "A",
            images: [
                image("phase", .frame), image("phase", .truth), image("nuclei", .frame, 1.0 / 60),
                image("nuclei", .frame), image("nuclei", .truth), image("nuclei", .sharp),
                image("tubulin", .frame, 0.05), image("tubulin", .frame),
            ], labels: ["nuclei": LabelImage(width: 4, height: 4)])
    }()

    private func held(
        _ kind: NetworkKind, structures: [String]? = nil
    ) -> (images: [String], labels: Int) {
        var request = TrainingRequest(kind: kind, sources: [], output: "")
        request.structures = structures
        let needed = request.needed(of: Self.frame)
        let images = needed.images.map { image in
            "\(image.channel) \(image.kind.rawValue)" + (image.light < 1 ? " dim" : "")
        }
        return (images, needed.labels.count)
    }

    @Test("labelling holds its inputs and what is known best of each structure")
    func label() {
        let all = held(.label)
        #expect(all.images == ["phase frame", "nuclei truth", "tubulin frame"])
        #expect(all.labels == 0)
        #expect(held(.label, structures: ["nuclei"]).images == ["phase frame", "nuclei truth"])
    }

    @Test(
        "other networks hold the kinds of image that they look at, and labels where they need them")
    func others() {
        #expect(held(.restore).images.count == 7)
        #expect(!held(.restore).images.contains("nuclei sharp"))
        #expect(held(.upscale).images.contains("nuclei sharp"))
        #expect(!held(.upscale).images.contains("nuclei truth"))
        for kind in [NetworkKind.segment, .state, .damage] {
            #expect(held(kind).images.allSatisfy { $0.contains("frame") })
            #expect(held(kind).images.count == 5 && held(kind).labels == 1)
        }
    }
}
