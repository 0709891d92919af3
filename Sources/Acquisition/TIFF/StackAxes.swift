/// How the pages of a stack are laid out along channel, z and time.
package struct StackAxes: Equatable, Sendable {
    package var sizeC: Int
    package var sizeZ: Int
    package var sizeT: Int
    /// "czt" where the channel changes from page to page, then z, then time.
    package var order: String

    package init(sizeC: Int = 1, sizeZ: Int = 1, sizeT: Int = 1, order: String = "czt") {
        precondition(order.count == 3 && Set(order) == Set("czt"), "each axis once")
        self.sizeC = sizeC
        self.sizeZ = sizeZ
        self.sizeT = sizeT
        self.order = order
    }

    /// `nil` where the sizes are absurd.
    package var pageCount: Int? {
        var count = 1
        for size in [sizeC, sizeZ, sizeT] {
            let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
            guard size > 0, !isTooLarge else { return nil }
            count = product
        }
        return count
    }

    /// The page that shows channel `c`, plane `z`, time `t`.
    package func page(c: Int, z: Int, t: Int) -> Int {
        var page = 0
        for axis in order.reversed() {
            switch axis {
            case "c": page = page * sizeC + c
            case "z": page = page * sizeZ + z
            default: page = page * sizeT + t
            }
        }
        return page
    }
}
