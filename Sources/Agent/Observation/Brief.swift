/// A number as a person would say it: at most two decimals, none that are zero.
func brief(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "−" : ""
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}

/// A time span as a person would say it.
func spoken(seconds: Double) -> String {
    if abs(seconds) < 90 { return "\(brief(seconds.rounded())) s" }
    if abs(seconds) < 5_400 { return "\(brief((seconds / 60).rounded())) min" }
    return "\(brief((seconds / 360).rounded() / 10)) h"
}
