/// A row of small images for each channel, time from left to right.
enum ImageStripView {
    static func markup(_ strip: ReportData.ImageStrip) -> String {
        let heads = strip.columns.map { "<th>\(PageText.escaped($0))</th>" }.joined()
        let rows = strip.rows.map { row in
            let cells = row.images.map(cell).joined()
            return "<tr><th class=\"side\">\(PageText.escaped(row.label))</th>\(cells)</tr>"
        }
        return """
            <figure class="strip">
            <h3>\(PageText.escaped(strip.title))</h3>
            <table><thead><tr><th></th>\(heads)</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>
            <figcaption>\(PageText.escaped(strip.caption))</figcaption>
            </figure>
            """
    }

    private static func cell(_ image: RasterImage?) -> String {
        guard let image else {
            return "<td><div class=\"dark\" title=\"no light spent\"></div></td>"
        }
        return """
            <td><img alt="" width="\(image.width)" height="\(image.height)" \
            src="\(PNGWriter.dataURL(of: image))"/></td>
            """
    }
}
