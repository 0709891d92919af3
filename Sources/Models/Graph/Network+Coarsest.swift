extension Network {
    /// The layer where an image has become smallest, and no layer after it works on that size: what
    /// the network has understood of a place before it begins to draw.
    ///
    /// - Parameter shape: Of an input that the network can take.
    /// - Returns: `nil` where no image becomes smaller than the input.
    func coarsestLayer(for shape: TensorShape) throws(NetworkError) -> Int? {
        let pixels = try shapes([shape]).map(\.pixelCount)
        guard let least = pixels.min(), least < shape.pixelCount else { return nil }
        return pixels.lastIndex(of: least)
    }
}
