/// Renders fields of simulated specimens with their truth into a training folder.
///
/// Pure but for its sink: the same settings give the same files.
package struct FieldGenerator {
    private let settings: FieldSettings

    package init(_ settings: FieldSettings) throws(SettingsError) {
        try settings.validate()
        self.settings = settings
    }

    /// Makes all files; `progress` hears how many fields are done, after each specimen.
    package func run(
        into sink: inout some FieldSink, progress: (Int) -> Void = { _ in }
    ) throws(SettingsError) {
        var tables = FieldTables(settings)
        var done = 0
        var index = 1
        while done < settings.fields {
            var group = FieldGroup(settings, index: index, first: done)
            try render(&group, &tables, into: &sink)
            done += group.sites.count
            index += 1
            progress(done)
        }
        try sink.write(tables.frames, to: "frames.csv")
        try sink.write(tables.cells, to: "cells.csv")
    }

    private func render(
        _ group: inout FieldGroup, _ tables: inout FieldTables, into sink: inout some FieldSink
    ) throws(SettingsError) {
        let renderer = FieldRenderer(settings, seed: group.seed)
        for frame in 0..<settings.frames {
            group.advance(to: frame)
            for site in group.sites {
                let field = renderer.render(site, of: group.specimen)
                let name = "\(site.name)-\(threeDigits(frame))"
                for kind in FieldKind.allCases {
                    let pages = field.images.filter { $0.kind == kind }
                    guard !pages.isEmpty else { continue }
                    try sink.write(pages, to: FieldTables.file(name, kind))
                }
                tables.add(
                    field, frame: name, position: site.name,
                    seconds: Double(frame) * settings.interval, specimen: group.index)
            }
        }
    }
}
