/// Names one plane of a store.
package struct PlaneAddress: Hashable, Sendable, Codable {
    package let series: Int
    package let t: Int
    package let c: Int
    package let z: Int

    package init(series: Int, t: Int, c: Int, z: Int) {
        self.series = series
        self.t = t
        self.c = c
        self.z = z
    }
}
