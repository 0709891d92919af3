/// A frame's grey values as the analysis sees them: shape `[height, width]`, row-major.
///
/// Valid only inside the call that hands it out.
package struct ImageView {
    package let pixels: UnsafeBufferPointer<UInt16>
    package let width: Int
    package let height: Int

    package init(pixels: UnsafeBufferPointer<UInt16>, width: Int, height: Int) {
        precondition(pixels.count == width * height, "a frame has width × height pixels")
        self.pixels = pixels
        self.width = width
        self.height = height
    }
}
