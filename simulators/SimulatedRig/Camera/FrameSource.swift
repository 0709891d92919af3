/// What the sensor sees: the simulated specimen, or a recorded stack.
protocol FrameSource: AnyObject {
    /// Fills `pixels` with one frame and tells which cells are in it.
    func expose(
        _ specimen: Specimen, view: SceneView, into pixels: inout [UInt16]
    ) -> [VisibleCell]

    /// Mean electrons of each pixel of the frame before, as no noise would show it; `nil` where
    /// nobody asked for them, or nobody knows.
    var mean: [Float]? { get }
}

extension FrameSource {
    var mean: [Float]? { nil }
}

/// The specimen through the simulated optics; its tables are made when the first frame is.
final class SpecimenSource: FrameSource {
    private let settings: RigSettings
    private lazy var renderer = FrameRenderer(
        optics: settings.optics, sensor: settings.sensor, seed: settings.seed)

    private let keepsMean: Bool
    private(set) var mean: [Float]?

    init(_ settings: RigSettings, keepsMean: Bool = false) {
        self.settings = settings
        self.keepsMean = keepsMean
    }

    func expose(
        _ specimen: Specimen, view: SceneView, into pixels: inout [UInt16]
    ) -> [VisibleCell] {
        let cells = renderer.expose(specimen, view: view, into: &pixels)
        if keepsMean {
            let mean = renderer.mean
            self.mean = Array(UnsafeBufferPointer(start: mean.base, count: mean.count))
        }
        return cells
    }
}

/// A frame to be rendered: the specimen as it was and what the camera saw of it.
struct RenderOrder: Sendable {
    var frame: Int
    var specimen: Specimen
    var view: SceneView
}

/// A rendered frame.
struct RenderedFrame: Sendable {
    var frame: Int
    var pixels: [UInt16]
    var checksum: UInt32
    var cells: [VisibleCell]
    /// Without noise, where that was asked for.
    var mean: [Float]?
}
