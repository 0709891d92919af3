import Models

/// A bar of a round length, about a quarter of its picture.
struct ScaleBar: Equatable {
    let micrometers: Double
    /// Of the picture's width, 0 to 1.
    let part: Double

    /// `nil` where the size of a pixel is not known.
    init?(_ panel: TrainingExample.Panel) {
        guard let pixel = panel.pixelMicrometers, pixel.isFinite, pixel > 0 else { return nil }
        let width = pixel * Double(panel.content.width)
        var length = 1.0
        while length > width * 0.3 { length /= 10 }
        while length * 10 <= width * 0.3 { length *= 10 }
        micrometers = length * ([5, 2].first { length * $0 <= width * 0.3 } ?? 1)
        part = micrometers / width
    }

    var label: String {
        micrometers >= 1
            ? "\(PageText.number(micrometers)) µm" : "\(PageText.number(micrometers * 1000)) nm"
    }

    var markup: String {
        """
        <div class="scale" style="width:\(PageText.number(part * 100))%"><span>\(label)</span></div>
        """
    }
}
