/// Planes over channel, z and time in memory, on their way into a TIFF file.
package struct PlaneStack: Sendable {
    package enum Planes: Sendable {
        case uint16([[UInt16]])
        case uint32([[UInt32]])
        case float32([[Float]])

        var count: Int {
            switch self {
            case .uint16(let planes): planes.count
            case .uint32(let planes): planes.count
            case .float32(let planes): planes.count
            }
        }

        var samples: SampleType {
            switch self {
            case .uint16: .uint16
            case .uint32: .uint32
            case .float32: .float32
            }
        }

        func pixelCount(of index: Int) -> Int {
            switch self {
            case .uint16(let planes): planes[index].count
            case .uint32(let planes): planes[index].count
            case .float32(let planes): planes[index].count
            }
        }

        /// Calls `body` with the bytes of a plane, little-endian.
        func withBytes(
            of index: Int, _ body: (UnsafeRawBufferPointer) throws(StorageError) -> Void
        ) throws(StorageError) {
            let result: Result<Void, StorageError> =
                switch self {
                case .uint16(let planes):
                    planes[index].withUnsafeBytes { bytes in
                        Result { () throws(StorageError) in try body(bytes) }
                    }
                case .uint32(let planes):
                    planes[index].withUnsafeBytes { bytes in
                        Result { () throws(StorageError) in try body(bytes) }
                    }
                case .float32(let planes):
                    planes[index].withUnsafeBytes { bytes in
                        Result { () throws(StorageError) in try body(bytes) }
                    }
                }
            try result.get()
        }
    }

    package var width: Int
    package var height: Int
    /// The channel runs fastest, then z, then time, as ImageJ has it.
    package var sizeC: Int
    package var sizeZ: Int
    package var sizeT: Int
    package var planes: Planes
    package var pixelMicrometers: Double?
    package var zStepMicrometers: Double?
    package var timeStepSeconds: Double?
    /// In the order of the channels; empty where nobody knows.
    package var channelNames: [String]
    /// Lines of an ImageJ description that go into the new one as they are.
    package var extraLines: [String: String]

    package init(
        width: Int, height: Int, sizeC: Int = 1, sizeZ: Int = 1, sizeT: Int = 1, planes: Planes,
        pixelMicrometers: Double? = nil, zStepMicrometers: Double? = nil,
        timeStepSeconds: Double? = nil, channelNames: [String] = [],
        extraLines: [String: String] = [:]
    ) {
        self.width = width
        self.height = height
        self.sizeC = sizeC
        self.sizeZ = sizeZ
        self.sizeT = sizeT
        self.planes = planes
        self.pixelMicrometers = pixelMicrometers
        self.zStepMicrometers = zStepMicrometers
        self.timeStepSeconds = timeStepSeconds
        self.channelNames = channelNames
        self.extraLines = extraLines
    }

    /// What makes this stack impossible; nil when nothing does.
    var fault: String? {
        guard width > 0, height > 0, width <= TIFFPage.pixelLimit / height else {
            return "a page of \(width) x \(height) pixels cannot be written"
        }
        guard sizeC > 0, sizeZ > 0, sizeT > 0, planes.count == sizeC * sizeZ * sizeT else {
            return "\(sizeC) channels, \(sizeZ) planes and \(sizeT) times are not "
                + "\(planes.count) pages"
        }
        if let index = (0..<planes.count).first(where: {
            planes.pixelCount(of: $0) != width * height
        }) {
            return "page \(index) has \(planes.pixelCount(of: index)) pixels, not "
                + "\(width) x \(height)"
        }
        let lengths = [pixelMicrometers, zStepMicrometers, timeStepSeconds].compactMap(\.self)
        guard lengths.allSatisfy({ $0.isFinite && $0 > 0 }) else {
            return "pixel size, z step and time step must be above 0"
        }
        return nil
    }

    var byteCount: Int { planes.count * width * height * planes.samples.byteCount }
}
