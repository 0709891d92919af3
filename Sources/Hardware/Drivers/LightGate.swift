/// What decides when a light line that is switched on emits.
package enum LightGate: String, Sendable, CaseIterable {
    /// A wire from the camera: the line emits only while the camera exposes.
    case camera
    /// Nothing but the switch: the line emits whenever it is on.
    case software
}
