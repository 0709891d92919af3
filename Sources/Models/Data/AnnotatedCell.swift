/// One cell of a training frame and what somebody who knows says about it.
package struct AnnotatedCell: Sendable, Equatable {
    /// Its number in the label image.
    package var label: Int32
    /// The same cell bears the same name in every frame of a source.
    package var name: String
    /// Centre in pixels, the first pixel's centre at 0.
    package var x: Double
    package var y: Double
    /// "interphase", "prophase", "prometaphase", "metaphase", "anaphase", "telophase", "arrested",
    /// "rounding", "blebbing", "dead", or a user's own word.
    package var state: String?
    /// 0 unharmed, 1 arrest; `nil` where unknown.
    package var damage: Double?

    package init(
        label: Int32, name: String, x: Double, y: Double, state: String? = nil,
        damage: Double? = nil
    ) {
        self.label = label
        self.name = name
        self.x = x
        self.y = y
        self.state = state
        self.damage = damage
    }
}
