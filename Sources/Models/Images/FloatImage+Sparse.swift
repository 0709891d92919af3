extension FloatImage {
    /// Every so many pixels of a large image tell as much of its grey values as all of them.
    ///
    /// A prime that the width is no multiple of: else whole columns would be left out.
    var sparseStride: Int {
        [1, 3, 7, 13, 31].last {
            $0 == 1 || pixels.count / $0 >= 40_000 && !width.isMultiple(of: $0)
        } ?? 1
    }

    /// Those pixels, in one row; 40 000 or more where there are as many.
    package var sparse: FloatImage {
        let stride = sparseStride
        guard stride > 1 else { return self }
        let count = (pixels.count + stride - 1) / stride
        return FloatImage(
            width: count, height: 1, pixels: (0..<count).map { pixels[$0 * stride] })
    }
}
