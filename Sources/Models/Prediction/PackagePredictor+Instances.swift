extension PackagePredictor {
    /// Outlines what a network of kind `segment` sees in one image.
    ///
    /// - Throws: `NetworkError` where the package's answers are not those of a segmentation.
    package func instances(of image: FloatImage, _ decoder: ObjectDecoder) throws -> LabelImage {
        try decoder.decode(try run([image]), of: package.name).objects
    }
}
