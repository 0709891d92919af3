/// What is known of one plane beyond its pixels, for the OME-XML of a finished store.
package struct PlaneDetail: Equatable, Sendable {
    package var address: PlaneAddress
    /// Start of the exposure, since the start of the run.
    package var startSeconds: Double?
    package var exposureSeconds: Double?
    package var xMicrometers: Double?
    package var yMicrometers: Double?
    package var zMicrometers: Double?

    package init(
        _ address: PlaneAddress, startSeconds: Double? = nil, exposureSeconds: Double? = nil,
        xMicrometers: Double? = nil, yMicrometers: Double? = nil, zMicrometers: Double? = nil
    ) {
        self.address = address
        self.startSeconds = startSeconds
        self.exposureSeconds = exposureSeconds
        self.xMicrometers = xMicrometers
        self.yMicrometers = yMicrometers
        self.zMicrometers = zMicrometers
    }
}
