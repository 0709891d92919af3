/// What all pages have in common: one file without scripts that is also well-formed XML.
enum PageFrame {
    /// The page of `sections`, without the empty ones; `style` comes after the common style.
    static func markup(title: String, sections: [String], style: String = "") -> String {
        """
        <!DOCTYPE html>
        <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>\(PageText.escaped(title))</title>
        <style>\(ReportStyle.text)\(style)</style>
        </head>
        <body><main>
        \(sections.filter { !$0.isEmpty }.joined(separator: "\n"))
        </main></body>
        </html>

        """
    }

    /// A part of a page under a heading.
    static func section(_ title: String, _ body: String) -> String {
        "<section><h2>\(PageText.escaped(title))</h2>\n\(body)</section>"
    }

    /// The large numbers on top of a page.
    static func tiles(_ figures: [ReportData.Figure]) -> String {
        guard !figures.isEmpty else { return "" }
        let tiles = figures.map { figure in
            """
            <div class="tile \(figure.tone.rawValue)">
            <div class="label">\(PageText.escaped(figure.label))</div>
            <div class="value">\(PageText.escaped(figure.value))</div>
            <div class="note">\(PageText.escaped(figure.note))</div></div>
            """
        }
        return "<section class=\"tiles\">\(tiles.joined(separator: "\n"))</section>"
    }
}
