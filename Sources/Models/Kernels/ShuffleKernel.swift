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

    /// A square's part of a row is short: two and four numbers are most common, and go at once.
    @inline(__always)
    private static func copy(
        _ source: UnsafePointer<Float>, to result: UnsafeMutablePointer<Float>, count: Int
    ) {
        let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(result))
        switch count {
        case 2: to.storeBytes(of: from.loadUnaligned(as: UInt64.self), as: UInt64.self)
        case 4:
            to.storeBytes(
                of: from.loadUnaligned(as: SIMD4<Float>.self), as: SIMD4<Float>.self)
        default: for index in 0..<count { result[index] = source[index] }
        }
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
                    Self.copy(source + from, to: result + to, count: length)
                    wide += length
                    square += deep.channels
                }
            }
        }
    }
}
