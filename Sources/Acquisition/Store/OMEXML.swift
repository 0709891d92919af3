/// Writes the OME-XML that accompanies a store or a TIFF snapshot.
///
/// - Source: OME schema 2016-06.
struct OMEXML {
    /// One image of the document.
    struct Image {
        var layout: SeriesLayout
        var planes: [PlaneDetail]
        var pixelStorage: PixelStorage
    }

    /// Where the pixels are.
    enum PixelStorage {
        /// Elsewhere: in the Zarr arrays beside the document.
        case elsewhere
        /// In the pages of the TIFF file that holds the document.
        case pagesOfThisFile
    }

    static let namespace = "http://www.openmicroscopy.org/Schemas/OME/2016-06"

    static func document(_ images: [Image], creator: String = "Tarsier") -> String {
        var text = opening(creator: creator)
        for (index, image) in images.enumerated() { append(image, index, to: &text) }
        text += "</OME>\n"
        return text
    }

    static func opening(creator: String) -> String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<OME xmlns=\"\(namespace)\""
        text += " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        text += " xsi:schemaLocation=\"\(namespace) \(namespace)/ome.xsd\""
        text += " Creator=\"\(XMLText.escaped(creator))\">\n"
        return text
    }

    private static func append(_ image: Image, _ index: Int, to text: inout String) {
        let layout = image.layout
        text += "<Image ID=\"Image:\(index)\" Name=\"\(XMLText.escaped(layout.name))\">\n"
        text += "<Pixels ID=\"Pixels:\(index)\" DimensionOrder=\"XYZCT\" Type=\"uint16\""
        text += " BigEndian=\"false\" SignificantBits=\"16\""
        text += " SizeX=\"\(layout.sizeX)\" SizeY=\"\(layout.sizeY)\" SizeZ=\"\(layout.sizeZ)\""
        text += " SizeC=\"\(layout.sizeC)\" SizeT=\"\(layout.sizeT)\""
        text += " PhysicalSizeX=\"\(layout.pixelMicrometers)\""
        text += " PhysicalSizeY=\"\(layout.pixelMicrometers)\""
        if let step = layout.zStepMicrometers { text += " PhysicalSizeZ=\"\(step)\"" }
        if let increment = layout.timeIncrement {
            text += " TimeIncrement=\"\(increment.inSeconds)\""
        }
        text += ">\n"
        for (number, channel) in layout.channels.enumerated() {
            text += "<Channel ID=\"Channel:\(index):\(number)\" SamplesPerPixel=\"1\""
            text += " Name=\"\(XMLText.escaped(channel.name))\" Color=\"\(color(channel))\"/>\n"
        }
        switch image.pixelStorage {
        case .elsewhere: text += "<MetadataOnly/>\n"
        case .pagesOfThisFile: text += "<TiffData IFD=\"0\" PlaneCount=\"\(layout.planeCount)\"/>\n"
        }
        for plane in image.planes { append(plane, to: &text) }
        text += "</Pixels>\n</Image>\n"
    }

    private static func append(_ plane: PlaneDetail, to text: inout String) {
        let address = plane.address
        text += "<Plane TheZ=\"\(address.z)\" TheC=\"\(address.c)\" TheT=\"\(address.t)\""
        if let seconds = plane.startSeconds { text += " DeltaT=\"\(seconds)\"" }
        if let seconds = plane.exposureSeconds { text += " ExposureTime=\"\(seconds)\"" }
        let unit = "Unit=\"&#181;m\""
        if let x = plane.xMicrometers { text += " PositionX=\"\(x)\" PositionX\(unit)" }
        if let y = plane.yMicrometers { text += " PositionY=\"\(y)\" PositionY\(unit)" }
        if let z = plane.zMicrometers { text += " PositionZ=\"\(z)\" PositionZ\(unit)" }
        text += "/>\n"
    }

    /// OME writes a colour as red, green, blue and opacity in one signed 32 bit number.
    private static func color(_ channel: ChannelDisplay) -> Int32 {
        let rgb = UInt32(channel.hexadecimal, radix: 16) ?? 0xFFFFFF
        return Int32(bitPattern: rgb << 8 | 0xFF)
    }
}
