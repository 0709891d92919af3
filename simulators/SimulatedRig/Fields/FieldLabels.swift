import Glibc

/// Draws which pixel belongs to which cell, from the shapes that the painters use.
///
/// A nucleus, and chromatin in mitosis, ends where its painted light falls to half; a cell ends
/// where it is less than ``thinnest`` high. Where cells overlap, the thicker one has the pixel, but
/// a nucleus always belongs to its cell.
struct FieldLabels {
    /// µm; about half the height of a lamella's rim.
    static let thinnest: Float = 0.25

    private(set) var nuclei: [UInt16]
    private(set) var cells: [UInt16]
    private var depth: [Float]
    private let canvas: Canvas

    /// Labels are places in `poses`, counted from 1.
    init(_ poses: ArraySlice<CellPose>, on canvas: Canvas, _ outlines: OutlineSet) {
        let count = canvas.width * canvas.height
        self.canvas = canvas
        nuclei = Array(repeating: 0, count: count)
        cells = Array(repeating: 0, count: count)
        depth = Array(repeating: .infinity, count: count)
        for (index, pose) in poses.enumerated() { drawNucleus(pose, UInt16(index + 1)) }
        for index in depth.indices { depth[index] = Self.thinnest }
        for (index, pose) in poses.enumerated() {
            drawCell(pose, UInt16(index + 1), BodyShape(pose, outlines), outlines.extent)
        }
        for index in cells.indices where nuclei[index] > 0 { cells[index] = nuclei[index] }
    }

    /// Numbers the cells that are seen from 1 on; returns the new label of each pose, 0 for none.
    mutating func renumber(_ count: Int) -> [UInt16] {
        var labels = [UInt16](repeating: 0, count: count + 1)
        for cell in cells where cell > 0 { labels[Int(cell)] = 1 }
        var next: UInt16 = 1
        for index in labels.indices where labels[index] > 0 {
            labels[index] = next
            next += 1
        }
        for index in cells.indices {
            cells[index] = labels[Int(cells[index])]
            nuclei[index] = labels[Int(nuclei[index])]
        }
        return Array(labels.dropFirst())
    }

    private mutating func drawNucleus(_ pose: CellPose, _ label: UInt16) {
        for blob in pose.blobs {
            let cos = cosf(blob.angle)
            let sin = sinf(blob.angle)
            let reach = max(blob.a, blob.b) + abs(blob.bend) * blob.b * blob.b + 0.5
            let half = max(1 - 0.5 * blob.edge / min(blob.a, blob.b), 0.3)
            canvas.forEachPixel(
                of: pose, reachU: reach, reachV: reach, centreU: blob.u, centreV: blob.v
            ) { index, u, v in
                let distance = blob.ellipse(u, v, cos: cos, sin: sin)
                guard distance < half, distance < depth[index] else { return }
                depth[index] = distance
                nuclei[index] = label
            }
        }
    }

    private mutating func drawCell(
        _ pose: CellPose, _ label: UInt16, _ shape: BodyShape, _ extent: (u: Float, v: Float)
    ) {
        let reach = pose.reach(extent)
        canvas.forEachPixel(of: pose, reachU: reach.u, reachV: reach.v) { index, u, v in
            let height = shape.thickness(u, v)
            guard height > depth[index] else { return }
            depth[index] = height
            cells[index] = label
        }
    }
}
