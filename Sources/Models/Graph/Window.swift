/// How a kernel moves over an image; each pair is height, then width.
package struct Window: Sendable, Hashable {
    package struct Pair: Sendable, Hashable {
        package var height: Int
        package var width: Int

        package init(_ height: Int, _ width: Int) {
            self.height = height
            self.width = width
        }

        package init(_ both: Int) { self.init(both, both) }
    }

    package var kernel: Pair
    package var stride: Pair
    /// 1 is a dense kernel.
    package var dilation: Pair
    /// Pixels added above and at the left.
    package var before: Pair
    /// Pixels added below and at the right.
    package var after: Pair
    /// How much more is added where that depends on the image's size.
    package var fitting = Fitting.fixed

    /// ONNX's `auto_pad` and `ceil_mode`.
    package enum Fitting: Sendable, Hashable {
        /// Nothing.
        case fixed
        /// So much that there is a result for each stride begun; the odd pixel comes after.
        case sameUpper
        /// The same; the odd pixel comes before.
        case sameLower
        /// After the image, so much that its last pixels are not left out.
        case roundedUp
    }

    package init(
        kernel: Pair, stride: Pair = Pair(1), dilation: Pair = Pair(1), before: Pair = Pair(0),
        after: Pair = Pair(0)
    ) {
        self.kernel = kernel
        self.stride = stride
        self.dilation = dilation
        self.before = before
        self.after = after
    }

    /// A square, odd kernel that keeps the size of its image.
    package static func same(_ kernel: Int, dilation: Int = 1) -> Window {
        let margin = Pair((kernel - 1) / 2 * dilation)
        return Window(
            kernel: Pair(kernel), dilation: Pair(dilation), before: margin, after: margin)
    }

    /// Squares side by side.
    package static func blocks(_ side: Int) -> Window {
        Window(kernel: Pair(side), stride: Pair(side))
    }

    /// The window with the margins that it takes for an image of `height` × `width` pixels.
    package func fitted(to height: Int, _ width: Int) -> Window {
        var result = self
        result.fitting = .fixed
        fit(&result, height, \.height)
        fit(&result, width, \.width)
        return result
    }

    private func fit(_ result: inout Window, _ size: Int, _ side: WritableKeyPath<Pair, Int>) {
        let reach = dilation[keyPath: side] * (kernel[keyPath: side] - 1) + 1
        let stride = stride[keyPath: side]
        switch fitting {
        case .fixed: break
        case .sameUpper, .sameLower:
            let count = (size + stride - 1) / stride
            let added = max((count - 1) * stride + reach - size, 0)
            let first = fitting == .sameUpper ? added / 2 : added - added / 2
            result.before[keyPath: side] = first
            result.after[keyPath: side] = added - first
        case .roundedUp:
            let first = before[keyPath: side]
            let room = size + first + after[keyPath: side] - reach
            guard room >= 0, room % stride > 0 else { return }
            // A window that would begin behind the image and its margin is left out.
            guard (room / stride + 1) * stride < size + first else { return }
            result.after[keyPath: side] += stride - room % stride
        }
    }

    /// The size of the result of a window that slides over `height` × `width` pixels.
    package func slid(over height: Int, _ width: Int) -> Pair {
        if fitting != .fixed { return fitted(to: height, width).slid(over: height, width) }
        func count(_ size: Int, _ side: KeyPath<Pair, Int>) -> Int {
            let reach = dilation[keyPath: side] * (kernel[keyPath: side] - 1) + 1
            let room = size + before[keyPath: side] + after[keyPath: side] - reach
            return room < 0 ? 0 : room / stride[keyPath: side] + 1
        }
        return Pair(count(height, \.height), count(width, \.width))
    }

    /// The size of the result of a transposed convolution.
    package func unrolled(from height: Int, _ width: Int) -> Pair {
        func count(_ size: Int, _ side: KeyPath<Pair, Int>) -> Int {
            let reach = dilation[keyPath: side] * (kernel[keyPath: side] - 1) + 1
            return (size - 1) * stride[keyPath: side] + reach - before[keyPath: side]
                - after[keyPath: side]
        }
        return Pair(count(height, \.height), count(width, \.width))
    }
}
