/// How evenly the light fills its disc: a little brighter in the middle, as through a liquid guide.
///
/// The mean over the disc is exactly 1, so that power over area stays the true mean irradiance.
package struct IlluminationProfile: Codable, Sendable, Equatable {
    /// How much brighter the middle is than the mean; the rim is as much darker.
    package var unevenness = 0.15
    /// Offset of the brightest point from the axis, in disc radii.
    package var offsetX = 0.08
    package var offsetY = -0.05

    package init() {}

    /// Irradiance relative to the mean at `(dx, dy)` µm from the axis; 0 outside the disc.
    @inline(__always)
    package func relative(dx: Double, dy: Double, radius: Double) -> Double {
        let x = dx / radius
        let y = dy / radius
        guard x * x + y * y <= 1 else { return 0 }
        return peak - curvature * ((x - offsetX) * (x - offsetX) + (y - offsetY) * (y - offsetY))
    }

    /// The value at the brightest point.
    var peak: Double {
        1 + unevenness + curvature * (offsetX * offsetX + offsetY * offsetY)
    }

    /// How fast it falls with the square of the distance from the brightest point.
    var curvature: Double { 2 * unevenness }
}
