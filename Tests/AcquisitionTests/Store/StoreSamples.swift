@testable import Acquisition

/// A small store's layout and frames for tests.
enum StoreSample {
    static func layout(
        compression: Compression = .zstd, sizeT: Int = 2, sizeC: Int = 2, sizeZ: Int = 1,
        sizeY: Int = 6, sizeX: Int = 8, seriesCount: Int = 1
    ) -> StoreLayout {
        let colors = ["#ffffff", "#00ff66", "#ff0000"]
        let names = ["phase", "nuclei", "tubulin <&> \u{3B1}"]
        let channels = (0..<sizeC).map {
            ChannelDisplay(name: names[$0 % 3], color: colors[$0 % 3], window: 0...2047)
        }
        let series = (0..<seriesCount).map { index in
            SeriesLayout(
                name: "B\(index + 1)", sizeT: sizeT, sizeC: sizeC, sizeZ: sizeZ, sizeY: sizeY,
                sizeX: sizeX, pixelMicrometers: 0.325, zStepMicrometers: sizeZ > 1 ? 1.5 : nil,
                timeIncrement: .seconds(30), channels: channels,
                xMicrometers: 100 + 1000 * Double(index), yMicrometers: -50)
        }
        return StoreLayout(series: series, compression: compression, metadata: ["run": "test"])
    }

    /// Every plane of a layout, in the order in which a plan might expose them.
    static func planes(_ layout: StoreLayout) -> [PlaneAddress] {
        var planes: [PlaneAddress] = []
        for (index, series) in layout.series.enumerated() {
            for t in 0..<series.sizeT {
                for c in 0..<series.sizeC {
                    for z in 0..<series.sizeZ {
                        planes.append(PlaneAddress(series: index, t: t, c: c, z: z))
                    }
                }
            }
        }
        return planes
    }

    /// Grey values that no other plane has, in the range of a camera.
    static func pixels(_ plane: PlaneAddress, _ layout: SeriesLayout) -> [UInt16] {
        let seed = plane.series * 1000 + plane.t * 100 + plane.c * 10 + plane.z + 1
        var value = UInt32(truncatingIfNeeded: seed &* 2_654_435_761)
        return (0..<(layout.sizeY * layout.sizeX)).map { _ in
            value = value &* 1_664_525 &+ 1_013_904_223
            return UInt16(truncatingIfNeeded: 100 + (value >> 22))
        }
    }
}

extension ImageStore {
    func write(_ plane: PlaneAddress) throws {
        let pixels = StoreSample.pixels(plane, layout.series[plane.series])
        try pixels.withUnsafeBytes {
            try write($0, series: plane.series, t: plane.t, c: plane.c, z: plane.z)
        }
    }

    func read(_ plane: PlaneAddress) throws -> [UInt16]? {
        try read(series: plane.series, t: plane.t, c: plane.c, z: plane.z)
    }

    /// The plane reads back as it was written.
    func holds(_ plane: PlaneAddress) throws -> Bool {
        try read(plane) == StoreSample.pixels(plane, layout.series[plane.series])
    }
}
