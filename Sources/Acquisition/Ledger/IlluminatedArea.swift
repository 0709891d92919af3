/// The part of the sample that one exposure lights, around the stage position.
package enum IlluminatedArea: Hashable, Sendable, Codable {
    case disc(radiusMicrometers: Double)
    case rectangle(widthMicrometers: Double, heightMicrometers: Double)

    /// A disc of this area; light guides and fibres usually give one.
    package static func disc(squareCentimeters: Double) -> IlluminatedArea {
        .disc(radiusMicrometers: (squareCentimeters / Double.pi).squareRoot() * 1e4)
    }

    package var squareCentimeters: Double {
        switch self {
        case .disc(let radius): Double.pi * radius * radius * 1e-8
        case .rectangle(let width, let height): width * height * 1e-8
        }
    }

    /// Half the extent along x and y.
    var halfExtent: (x: Double, y: Double) {
        switch self {
        case .disc(let radius): (radius, radius)
        case .rectangle(let width, let height): (width / 2, height / 2)
        }
    }
}
