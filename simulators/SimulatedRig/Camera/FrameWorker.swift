import Dispatch
import Synchronization

/// Renders frames in the order they were exposed.
protocol FrameWorker: AnyObject {
    func begin(_ order: RenderOrder)

    /// The first frame that was begun, once it is rendered; each is handed out once.
    func take() -> RenderedFrame?

    /// Whether ``take()`` has something.
    var isReady: Bool { get }

    /// Waits until all that was begun is rendered.
    func finish()
}

/// Renders at once, in the caller's time: for rehearsals in virtual time.
final class InlineWorker: FrameWorker {
    private let source: any FrameSource
    private var frames: [RenderedFrame] = []

    init(_ source: any FrameSource) {
        self.source = source
    }

    var isReady: Bool { !frames.isEmpty }

    func begin(_ order: RenderOrder) {
        frames.append(RenderedFrame(order, from: source))
    }

    func take() -> RenderedFrame? { frames.isEmpty ? nil : frames.removeFirst() }

    func finish() {}
}

/// Renders on a thread of its own, so that serial replies do not wait for a frame.
final class ThreadWorker: FrameWorker {
    /// Used on `queue` alone.
    private struct Source: @unchecked Sendable {
        // Safe: after `init` nothing but blocks on the one serial queue touches it.
        let source: any FrameSource
    }

    private let queue = DispatchQueue(label: "tarsier-rig.frames", qos: .userInitiated)
    private let source: Source
    private let frames = Mutex<[RenderedFrame]>([])
    private let whenReady: @Sendable () -> Void

    /// `whenReady` is called on the worker's thread after each frame.
    init(_ source: any FrameSource, whenReady: @escaping @Sendable () -> Void) {
        self.source = Source(source: source)
        self.whenReady = whenReady
    }

    var isReady: Bool { frames.withLock { !$0.isEmpty } }

    func begin(_ order: RenderOrder) {
        queue.async { [self] in
            let frame = RenderedFrame(order, from: source.source)
            frames.withLock { $0.append(frame) }
            whenReady()
        }
    }

    func take() -> RenderedFrame? { frames.withLock { $0.isEmpty ? nil : $0.removeFirst() } }

    func finish() { queue.sync {} }
}

extension ThreadWorker: @unchecked Sendable {
    // Safe: its only mutable state is behind the mutex or confined to the queue.
}

extension RenderedFrame {
    init(_ order: RenderOrder, from source: any FrameSource) {
        let region = order.view.region
        var pixels = [UInt16](repeating: 0, count: region.width * region.height)
        cells = source.expose(order.specimen, view: order.view, into: &pixels)
        mean = source.mean
        frame = order.frame
        checksum = Checksum.crc32(pixels)
        self.pixels = pixels
    }
}
