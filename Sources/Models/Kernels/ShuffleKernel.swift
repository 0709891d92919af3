/// Channels to squares of pixels, and back.
///
/// - Source: ONNX operators DepthToSpace (mode DCR: the channels of one square's pixels lie behind
///   one another) and SpaceToDepth.
final class ShuffleKernel: Kernel {
    private let setting: KernelSetting
    private let block: Int
    private let toSpace: Bool

    init(_ setting: KernelSetting, block: Int, toSpace: Bool) {
        self.setting = setting
        self.block = block
        self.toSpace = toSpace
    }

    func forward() {
        let (source, result) = (setting.input.value.pointer, setting.output.value.pointer)
        exchange {
            if toSpace {
                (result + $0).update(from: source + $1, count: $2)
            } else {
                (result + $1).update(from: source + $0, count: $2)
            }
        }
    }

    func backward() {
        guard let into = setting.input.gradient?.pointer,
            let from = setting.output.gradient?.pointer
        else { return }
        exchange {
            if toSpace {
                (into + $1).update(from: from + $0, count: $2)
            } else {
                (into + $0).update(from: from + $1, count: $2)
            }
        }
    }

    /// Calls `body` for each run of channels with its place in the large image, its place in the
    /// deep one, and its length.
    private func exchange(_ body: (_ large: Int, _ deep: Int, _ count: Int) -> Void) {
        let large = toSpace ? setting.output.shape : setting.input.shape
        let deep = toSpace ? setting.input.shape : setting.output.shape
        for row in 0..<(large.batch * large.height) {
            for x in 0..<large.width {
                let square = (row / block) * deep.width + x / block
                let inside = (row % block) * block + x % block
                body(
                    (row * large.width + x) * large.channels,
                    square * deep.channels + inside * large.channels, large.channels)
            }
        }
    }
}
