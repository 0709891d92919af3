/// A sum that does not drift, however many small numbers it takes.
///
/// - Source: Neumaier, Zeitschrift für angewandte Mathematik und Mechanik 54 (1974) 39–51.
package struct CompensatedSum: Equatable, Sendable {
    private var sum = 0.0
    private var rest = 0.0

    package init() {}

    package var value: Double { sum + rest }

    package mutating func add(_ number: Double) {
        let total = sum + number
        rest += abs(sum) >= abs(number) ? (sum - total) + number : (number - total) + sum
        sum = total
    }

    /// The value after adding `number`.
    package func adding(_ number: Double) -> Double {
        var sum = self
        sum.add(number)
        return sum.value
    }
}
