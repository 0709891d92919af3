internal import Foundation

/// Ratios of powers in decibel.
enum Decibel {
    static func of(_ ratio: Double) -> Double { 10 * log10(ratio) }
}
