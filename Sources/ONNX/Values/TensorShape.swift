/// What a shape must be for arithmetic with it to be safe.
enum TensorShape {
    /// Twice the axes of anything that works on images.
    static let mostAxes = 16
    /// A tera: hundreds of times what fits into a machine, and far from overflow in bytes.
    static let mostElements = 1 << 40

    /// Throws where a size is negative, or the elements are too many; empty axes count as 1, so that
    /// an empty tensor's strides do not overflow either.
    static func check(_ shape: [Int], _ title: String) throws(ONNXError) {
        guard shape.count <= mostAxes else {
            throw ONNXError(
                .wrongShape,
                "\(title) has \(shape.count) axes where at most \(mostAxes) were expected")
        }
        var count = 1
        for size in shape {
            guard size >= 0 else {
                throw ONNXError(
                    .wrongShape, "\(title) has shape \(shape) where no size may be negative")
            }
            let (product, overflows) = count.multipliedReportingOverflow(by: max(size, 1))
            guard !overflows, product <= mostElements else {
                throw ONNXError(
                    .wrongShape,
                    "\(title) has shape \(shape) where at most \(mostElements) elements were expected"
                )
            }
            count = product
        }
    }

    /// How many elements a checked shape has.
    static func count(_ shape: [Int]) -> Int {
        shape.reduce(1, *)
    }
}
