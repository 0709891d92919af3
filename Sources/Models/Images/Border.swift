/// What stands beyond an image's border.
enum Border {
    /// Mirrors with the border pixel doubled: `c b a | a b c | c b a`.
    ///
    /// - Source: SciPy's `reflect`, NumPy's `symmetric`.
    static func doubled(_ index: Int, count: Int) -> Int {
        let period = 2 * count
        let place = ((index % period) + period) % period
        return place < count ? place : period - 1 - place
    }

    /// Mirrors at the border pixel: `d c b | a b c d | c b a`.
    ///
    /// - Source: NumPy's `reflect`.
    static func single(_ index: Int, count: Int) -> Int {
        guard count > 1 else { return 0 }
        let period = 2 * (count - 1)
        let place = ((index % period) + period) % period
        return place < count ? place : period - place
    }
}
