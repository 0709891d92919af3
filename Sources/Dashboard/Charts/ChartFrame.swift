/// The grid, numbers and titles around a drawing with two axes.
struct ChartFrame {
    let x: ChartScale
    let y: ChartScale
    /// With the unit.
    let xTitle: String
    let yTitle: String

    var markup: String {
        let titles = """
            <text class="axis" x="\(c(x.end))" y="\(c(y.start + 34))" text-anchor="end">\
            \(PageText.escaped(xTitle))</text>
            <text class="axis" x="0" y="\(c(y.end - 10))">\(PageText.escaped(yTitle))</text>
            """
        return (y.marks.map(row) + x.marks.map(column) + [titles]).joined(separator: "\n")
    }

    /// A broken line through the finite ones of `points`.
    func path(_ points: [(x: Double, y: Double)]) -> String {
        var path = ""
        var isDrawing = false
        for point in points {
            let isDrawable = point.x.isFinite && point.y.isFinite
            if isDrawable {
                path += "\(isDrawing ? "L" : "M")\(c(x.place(point.x))) \(c(y.place(point.y)))"
            }
            isDrawing = isDrawable
        }
        return path
    }

    private func c(_ value: Double) -> String { PageText.coordinate(value) }

    private func row(_ value: Double) -> String {
        let place = y.place(value)
        return """
            <line class="grid" x1="\(c(x.start))" y1="\(c(place))" x2="\(c(x.end))" \
            y2="\(c(place))"/>
            <text class="axis" x="\(c(x.start - 8))" y="\(c(place + 4))" text-anchor="end">\
            \(PageText.number(value))</text>
            """
    }

    private func column(_ value: Double) -> String {
        let place = c(x.place(value))
        return """
            <line class="grid" x1="\(place)" y1="\(c(y.start))" x2="\(place)" \
            y2="\(c(y.start + 5))"/>
            <text class="axis" x="\(place)" y="\(c(y.start + 18))" text-anchor="middle">\
            \(PageText.number(value))</text>
            """
    }
}
