internal import Foundation

/// How much light a position may have had by now, while nobody knows what its cells bear.
///
/// Harm shows hours after the light that did it, so light that grows faster than that has done its
/// harm before anything is seen. A position begins with the light of one planned exposure, and in
/// the time that harm takes to show it may get as much again as it had, as long as none is seen.
///
/// - Source: doses of medicines that nobody knows yet are doubled like this (accelerated titration;
///   R. Simon et al., J. Natl. Cancer Inst. 89 (1997) 1138–1147).
struct LightRamp: Sendable {
    /// Planned exposures that a position may have at once.
    private static let first = 1.0

    /// Seconds in which the light may double.
    private let doubling: Double
    /// Planned exposures that each position had in each channel.
    private var given: [WatchLight.Site: Double] = [:]
    private var allowed = LightRamp.first
    private var last: Double?

    init(doubling: Double) { self.doubling = doubling }

    /// Lets time pass: what is allowed grows only while somebody looks for harm and sees none.
    mutating func pass(to seconds: Double, isHarmless: Bool) {
        defer { last = max(seconds, last ?? seconds) }
        guard let last, seconds > last, isHarmless else { return }
        allowed *= pow(2, (seconds - last) / doubling)
    }

    /// Counts the light of a frame, in planned exposures.
    mutating func count(_ light: Double, at site: WatchLight.Site) {
        given[site, default: 0] += light
    }

    /// Whether frames of so many planned exposures may be taken at a position.
    func bears(_ light: Double, at position: Int) -> Bool {
        let most = given.reduce(0) { $1.key.position == position ? max($0, $1.value) : $0 }
        return most + light <= allowed
    }
}
