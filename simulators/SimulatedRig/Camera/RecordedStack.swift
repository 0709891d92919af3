import CRig
import Glibc

/// Frames from a recorded TIFF stack, page after page, for each light line from the start.
///
/// A page is centred on the sensor; what the region shows beyond it is dark, and so is a frame
/// without light.
final class RecordedStack: FrameSource {
    private struct Page {
        var width: Int
        var height: Int
        var pixels: [UInt16]
    }

    private let pages: [Page]
    private let dark: UInt16
    private var frameCounts: [String: Int] = [:]

    /// Reads all of `path`: grey, 8 or 16 bit, in strips.
    init(path: String, offset: Double) throws(SettingsError) {
        dark = UInt16(min(max(offset, 0), 65_535))
        var pages: [Page] = []
        var message = [CChar](repeating: 0, count: 256)
        while true {
            var page = rig_page()
            let status = rig_read_page(path, UInt32(pages.count), &page, &message, message.count)
            if status == 0 { break }
            guard status == 1, let start = page.pixels else {
                let reason = message.withUnsafeBufferPointer {
                    $0.baseAddress.map { String(cString: $0) } ?? ""
                }
                throw SettingsError("stack \(path), page \(pages.count + 1): \(reason)")
            }
            let count = Int(page.width) * Int(page.height)
            let pixels = Array(UnsafeBufferPointer(start: start, count: count))
            free(page.pixels)
            pages.append(
                Page(width: Int(page.width), height: Int(page.height), pixels: pixels))
        }
        self.pages = pages
    }

    func expose(
        _ specimen: Specimen, view: SceneView, into pixels: inout [UInt16]
    ) -> [VisibleCell] {
        for index in pixels.indices { pixels[index] = dark }
        let brightest = view.lights.max {
            $0.irradiance * $0.seconds < $1.irradiance * $1.seconds
        }
        guard let brightest, !pages.isEmpty else { return [] }
        let count = frameCounts[brightest.line, default: 0]
        frameCounts[brightest.line] = count + 1
        copy(pages[count % pages.count], view, into: &pixels)
        return []
    }

    private func copy(_ page: Page, _ view: SceneView, into pixels: inout [UInt16]) {
        let region = view.region
        let left = (view.sensorWidth - page.width) / 2 - region.x
        let top = (view.sensorHeight - page.height) / 2 - region.y
        let columns = max(0, left)..<max(max(0, left), min(region.width, left + page.width))
        for row in max(0, top)..<max(max(0, top), min(region.height, top + page.height)) {
            let source = (row - top) * page.width - left
            for column in columns {
                pixels[row * region.width + column] = page.pixels[source + column]
            }
        }
    }
}
