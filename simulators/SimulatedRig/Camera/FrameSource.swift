/// What the sensor sees: the simulated specimen, or a recorded stack.
protocol FrameSource: AnyObject {
    /// Fills `pixels` with one frame and tells which cells are in it.
    func expose(
        _ specimen: Specimen, view: SceneView, into pixels: inout [UInt16]
    ) -> [VisibleCell]
}

/// The specimen through the simulated optics; its tables are made when the first frame is.
final class SpecimenSource: FrameSource {
    private let settings: RigSettings
    private lazy var renderer = FrameRenderer(
        optics: settings.optics, sensor: settings.sensor, seed: settings.seed)

    init(_ settings: RigSettings) {
        self.settings = settings
    }

    func expose(
        _ specimen: Specimen, view: SceneView, into pixels: inout [UInt16]
    ) -> [VisibleCell] {
        renderer.expose(specimen, view: view, into: &pixels)
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
}
