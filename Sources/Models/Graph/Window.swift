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

    /// The size of the result of a window that slides over `height` × `width` pixels.
    package func slid(over height: Int, _ width: Int) -> Pair {
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
