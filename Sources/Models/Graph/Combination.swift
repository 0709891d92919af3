/// What two images make of each other, number by number; one may have a single channel or pixel,
/// which then serves for all.
package enum Combination: Sendable, Hashable {
    case addition, subtraction, multiplication, division, minimum, maximum, power
}
