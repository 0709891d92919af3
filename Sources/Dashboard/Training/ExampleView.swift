import Models

/// The pictures of an example in a row, each with its range of values; a scale bar in the first.
enum ExampleView {
    /// Of the first picture of a row; of larger ones the middle is shown, or the page would be
    /// large.
    static let mostPixels = 384

    static func markup(_ example: TrainingExample) -> String {
        guard let first = example.panels.first else { return "" }
        let longest = max(first.content.width, first.content.height, 1)
        let part = min(1, Double(mostPixels) / Double(longest))
        let panels = example.panels.filter { $0.content.width > 0 && $0.content.height > 0 }.map {
            TrainingExample.Panel(
                $0.name, $0.content.middle(part), pixelMicrometers: $0.pixelMicrometers)
        }
        let withBar = panels.firstIndex { ScaleBar($0) != nil }
        let pictures = panels.enumerated().map { index, panel in
            picture(panel, bar: index == withBar ? ScaleBar(panel) : nil)
        }
        let text = example.caption + (part < 1 ? " The middle of the field." : "")
        let caption = text.isEmpty ? "" : "<figcaption>\(PageText.escaped(text))</figcaption>"
        return """
            <figure class="example">
            <h3>\(PageText.escaped(example.title))</h3>
            <div class="panels" style="--count:\(panels.count)">
            \(pictures.joined(separator: "\n"))
            </div>
            \(caption)
            </figure>
            """
    }

    private static func picture(_ panel: TrainingExample.Panel, bar: ScaleBar?) -> String {
        let image = ExamplePicture.raster(panel.content)
        let name = PageText.escaped(panel.name)
        return """
            <div class="panel"><div class="picture"><img alt="\(name)" width="\(image.width)" \
            height="\(image.height)" src="\(PNGWriter.dataURL(of: image))"/>\(bar?.markup ?? "")\
            </div>
            <div class="head">\(name)</div>
            \(range(of: panel.content))</div>
            """
    }

    private static func range(of content: TrainingExample.Content) -> String {
        let objects = content.objectCount.map {
            "<div class=\"range\">\($0) \($0 == 1 ? "object" : "objects")</div>"
        }
        if let objects { return objects }
        guard let range = content.range else { return "" }
        let unit = range.unit.isEmpty ? "" : " \(PageText.escaped(range.unit))"
        return """
            <div class="range">\(PageText.number(Double(range.low)))\
            <span class="ramp \(range.ramp.rawValue)"></span>\
            \(PageText.number(Double(range.high)))\(unit)</div>
            """
    }
}
