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
        exchange(from: source, to: result, toSpace: toSpace)
    }

    func backward() {
        guard let into = setting.input.gradient?.pointer,
            let from = setting.output.gradient?.pointer
        else { return }
        exchange(from: from, to: into, toSpace: !toSpace)
    }

    /// Copies the part of each square that lies in one row, whose channels are neighbours both in
    /// the large image and in the deep one.
    private func exchange(
        from source: UnsafePointer<Float>, to result: UnsafeMutablePointer<Float>, toSpace: Bool
    ) {
        let large = self.toSpace ? setting.output.shape : setting.input.shape
        let deep = self.toSpace ? setting.input.shape : setting.output.shape
        let length = block * large.channels
        SideBySide.shares(of: large.batch * large.height, least: 64) { rows in
            for row in rows {
                var wide = row * deep.width * length
                var square = row / block * deep.width * deep.channels + row % block * length
                for _ in 0..<deep.width {
                    let (from, to) = toSpace ? (square, wide) : (wide, square)
                    for index in 0..<length { result[to + index] = source[from + index] }
                    wide += length
                    square += deep.channels
                }
            }
        }
    }
}
