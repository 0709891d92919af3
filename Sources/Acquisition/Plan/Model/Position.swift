/// A place on the stage, in micrometres; what is `nil` does not move.
package struct Position: Equatable, Sendable {
    package var xMicrometers: Double?
    package var yMicrometers: Double?
    package var zMicrometers: Double?
    package var name: String?
    /// What is done here beyond, or instead of, the plan around it.
    package var sequence: MDASequence? {
        get { nested.first }
        set { nested = newValue.map { [$0] } ?? [] }
    }
    package var properties: [DeviceProperty]
    package var plateRow: Int?
    package var plateColumn: Int?
    package var gridRow: Int?
    package var gridColumn: Int?
    /// A sequence holds positions, so it can be held only through a list.
    private var nested: [MDASequence] = []

    package init(
        xMicrometers: Double? = nil, yMicrometers: Double? = nil, zMicrometers: Double? = nil,
        name: String? = nil, sequence: MDASequence? = nil, properties: [DeviceProperty] = []
    ) {
        self.xMicrometers = xMicrometers
        self.yMicrometers = yMicrometers
        self.zMicrometers = zMicrometers
        self.name = name
        self.properties = properties
        self.sequence = sequence
    }
}
