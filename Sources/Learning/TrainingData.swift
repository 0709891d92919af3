package import Models

/// What was read to learn from, and what a person must know of it.
///
/// All frames are in memory at once: 4 bytes for each pixel of each image and of each label image,
/// nothing else of size. See ``byteCount``.
package struct TrainingData: Sendable {
    /// Ordered by position, then time.
    package var frames: [TrainingFrame]
    /// A sentence each: what was left out and why, what was assumed.
    package var notes: [String]

    package init(frames: [TrainingFrame] = [], notes: [String] = []) {
        self.frames = frames
        self.notes = notes
    }

    /// Bytes of pixels that the frames hold.
    package var byteCount: Int {
        frames.reduce(0) { sum, frame in
            sum + frame.images.reduce(0) { $0 + $1.image.pixels.count * 4 }
                + frame.labels.values.reduce(0) { $0 + $1.labels.count * 4 }
        }
    }
}
