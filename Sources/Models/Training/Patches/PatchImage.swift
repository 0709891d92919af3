/// An image to cut training patches from: what the network sees and what it should answer.
package struct PatchImage: Sendable {
    package let width: Int
    package let height: Int
    /// The channels of the input, each `[height, width]`, as the network takes them.
    package let input: [[Float]]
    /// The channels of the targets, each larger than the input by the magnification.
    package let target: [[Float]]
    /// Where what is to be learnt is: patches are cut around these places more often; pixels.
    package let centres: [(x: Int, y: Int)]
    /// Targets that are distances along rays, as in ``StarTargets``: they turn with the image.
    let rays: Range<Int>?

    package init(
        width: Int, height: Int, input: [[Float]], target: [[Float]],
        centres: [(x: Int, y: Int)] = [], rays: Range<Int>? = nil
    ) {
        precondition(input.allSatisfy { $0.count == width * height }, "channels of one size")
        self.width = width
        self.height = height
        self.input = input
        self.target = target
        self.centres = centres
        self.rays = rays
    }

    /// Without the columns and rows at the far borders that do not fill a multiple.
    package func trimmed(toMultipleOf multiple: Int, magnification: Int = 1) -> PatchImage {
        let (newWidth, newHeight) = (width / multiple * multiple, height / multiple * multiple)
        func cut(_ planes: [[Float]], _ factor: Int) -> [[Float]] {
            planes.map { pixels in
                FloatImage(width: width * factor, height: height * factor, pixels: pixels)
                    .cropped(x: 0, y: 0, width: newWidth * factor, height: newHeight * factor)
                    .pixels
            }
        }
        return PatchImage(
            width: newWidth, height: newHeight, input: cut(input, 1),
            target: cut(target, magnification), rays: rays)
    }
}
