/// A dose that cannot be counted. Nothing was booked.
package struct LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String
}
