/// Cuts a list into parts of equal size, the first ones longer by one where it does not divide.
enum EqualParts {
    /// - Returns: At most `parts` ranges, none empty.
    static func of(_ count: Int, parts: Int) -> [Range<Int>] {
        let parts = min(parts, count)
        var start = 0
        return (0..<parts).map { index in
            let size = count / parts + (index < count % parts ? 1 : 0)
            defer { start += size }
            return start..<(start + size)
        }
    }
}
