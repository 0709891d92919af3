internal import Foundation

/// Above which score an alarm is raised, so that good data raise it at a known rate.
package struct AlarmThreshold: Sendable, Codable, Equatable {
    /// A score above it is an alarm.
    package let score: Double
    /// The share of good data that raise it, at most, over data as those that it was set with.
    package let falseAlarmRate: Double
    /// Number of scores that it was set with.
    package let count: Int

    /// Sets the threshold at one of the scores of good data that no fit has seen.
    ///
    /// A new score from the same source is as likely to fall between any two of n sorted ones, so
    /// the k-th is passed at a rate of 1 − k/(n + 1). With too few scores for the rate that was
    /// asked, the largest is taken, and ``falseAlarmRate`` says what that gives.
    ///
    /// - Throws: `tooFew` without scores, `notFinite`, `outOfRange` for a rate that is none.
    package init(scores: [Double], falseAlarmRate: Double) throws(TrustError) {
        guard falseAlarmRate > 0, falseAlarmRate < 1 else {
            throw TrustError(
                .outOfRange, "false-alarm rate: \(falseAlarmRate) is not between 0 and 1")
        }
        guard !scores.isEmpty else {
            throw TrustError(.tooFew, "alarm threshold: no scores; hold out some good frames")
        }
        guard scores.allSatisfy(\.isFinite) else {
            throw TrustError(.notFinite, "alarm threshold: a score of a good frame is no number")
        }
        let wanted = Int(((1 - falseAlarmRate) * Double(scores.count + 1)).rounded(.up))
        let rank = min(wanted, scores.count)
        score = scores.sorted()[rank - 1]
        let reached = 1 - Double(rank) / Double(scores.count + 1)
        self.falseAlarmRate = max(falseAlarmRate, reached)
        count = scores.count
    }

    /// A threshold that is known without any data.
    init(knownScore score: Double, falseAlarmRate: Double) {
        self.score = score
        self.falseAlarmRate = falseAlarmRate
        count = 0
    }

    /// A score that is no number is an alarm.
    package func isAlarm(_ value: Double) -> Bool { !(value <= score) }

    /// The probability that exactly `alarms` of `count` new good scores are above it.
    ///
    /// The rate itself is uncertain: of n scores, n + 1 − k places lie above the k-th, and the rate
    /// follows a beta distribution. Without scores it is exact, and the alarms are binomial.
    func chance(of alarms: Int, in count: Int) -> Double {
        let ways = Self.logFactorial(count) - Self.logFactorial(alarms)
        let choices = ways - Self.logFactorial(count - alarms)
        let misses = Double(count - alarms)
        guard self.count > 0 else {
            return exp(
                choices + Double(alarms) * log(falseAlarmRate) + misses * log(1 - falseAlarmRate))
        }
        let above = falseAlarmRate * Double(self.count + 1)
        let below = Double(self.count + 1) - above
        return exp(
            choices + Self.logBeta(above + Double(alarms), below + misses)
                - Self.logBeta(above, below))
    }

    private static func logFactorial(_ count: Int) -> Double { lgamma(Double(count + 1)) }

    private static func logBeta(_ first: Double, _ second: Double) -> Double {
        lgamma(first) + lgamma(second) - lgamma(first + second)
    }
}
