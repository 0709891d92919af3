/// One field of view at one time, with all that is known about it: what networks learn from.
package struct TrainingFrame: Sendable {
    /// The run or folder it came from, as the user named it.
    package var source: String
    /// Frames of one position show the same cells; a split never parts them.
    package var position: String
    /// Since the first frame of its source.
    package var seconds: Double
    /// At the sample; `nil` where the source does not say.
    package var pixelMicrometers: Double?
    package var images: [ChannelImage]
    /// Instances by what they outline ("nuclei", "cells"), each as large as the images.
    package var labels: [String: LabelImage]
    /// The cells of `labels["cells"]`, or of the only labels there are.
    package var cells: [AnnotatedCell]

    package init(
        source: String, position: String, seconds: Double = 0, pixelMicrometers: Double? = nil,
        images: [ChannelImage] = [], labels: [String: LabelImage] = [:],
        cells: [AnnotatedCell] = []
    ) {
        self.source = source
        self.position = position
        self.seconds = seconds
        self.pixelMicrometers = pixelMicrometers
        self.images = images
        self.labels = labels
        self.cells = cells
    }

    /// The brightest image of `channel` of one kind, if there is one.
    package func image(_ channel: String, _ kind: ChannelImage.Kind = .frame) -> ChannelImage? {
        images.filter { $0.channel == channel && $0.kind == kind }.max { $0.light < $1.light }
    }
}
