/// The channels of several images behind one another.
final class ConcatenationKernel: Kernel {
    private let setting: KernelSetting

    init(_ setting: KernelSetting) { self.setting = setting }

    /// Floats' worth of numbers that lie together, and how many such runs there are.
    ///
    /// With the channels last these are the channels of a pixel; blocks that are full hold those of
    /// a whole image.
    private func runs(of site: Site) -> (length: Int, count: Int) {
        let count =
            site.layout == .channelsLast ? site.shape.pixelCount : site.shape.batch
        return (site.floatCount / count, count)
    }

    private static func copy(
        _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int
    ) {
        // For a few numbers a call costs more than they do.
        guard count < 8 else { return target.update(from: source, count: count) }
        for index in 0..<count { target[index] = source[index] }
    }

    func forward() {
        let whole = runs(of: setting.output)
        var offset = 0
        for input in setting.inputs {
            let own = runs(of: input).length
            let (source, target) = (input.value.pointer, setting.output.value.pointer + offset)
            SideBySide.shares(of: whole.count, least: 1 << 14) { runs in
                if own == 1 {
                    for run in runs { target[run * whole.length] = source[run] }
                    return
                }
                for run in runs {
                    let (from, to) = (source + run * own, target + run * whole.length)
                    // What was written in its place at once need not be copied.
                    if to != from { Self.copy(from, to: to, count: own) }
                }
            }
            offset += own
        }
    }

    func backward() {
        guard let from = setting.output.gradient?.pointer else { return }
        let whole = runs(of: setting.output)
        var offset = 0
        for input in setting.inputs {
            let own = runs(of: input).length
            if let into = input.gradient?.pointer {
                for run in 0..<whole.count {
                    Self.copy(
                        from + run * whole.length + offset, to: into + run * own, count: own)
                }
            }
            offset += own
        }
    }
}
