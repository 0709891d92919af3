/// Where an event stands on each axis that its plan uses, such as `t 4, c 0, z 5`.
///
/// Keys come in the order t, p, g, c, z, whatever the plan's axis order; axes that only a
/// position's own sequence uses follow its parent's.
package struct EventIndex: Hashable, Sendable {
    private var values: (Int32, Int32, Int32, Int32, Int32) = (-1, -1, -1, -1, -1)
    /// The axes in key order, three bits each: ordinal + 1, the first in the lowest bits.
    private var keys: UInt16 = 0

    package init() {}

    package init(_ entries: KeyValuePairs<PlanAxis, Int>) {
        for (axis, index) in entries { self[axis] = index }
    }

    /// The index on `axis`; `nil` where the plan does not use it. Setting `nil` is not possible.
    package subscript(_ axis: PlanAxis) -> Int? {
        get {
            let value = self.value(axis)
            return value < 0 ? nil : Int(value)
        }
        set {
            guard let newValue else { preconditionFailure("an index cannot be taken away") }
            if value(axis) < 0 { append(axis) }
            setValue(Int32(newValue), axis)
        }
    }

    /// The used axes, in the order of their keys.
    package var axes: [PlanAxis] {
        var axes: [PlanAxis] = []
        var rest = keys
        while rest != 0 {
            axes.append(PlanAxis.defaultOrder[Int(rest & 7) - 1])
            rest >>= 3
        }
        return axes
    }

    /// Whether `axis` stands elsewhere than in `other`, or `other` does not have it.
    func differs(from other: EventIndex, on axis: PlanAxis) -> Bool {
        value(axis) != other.value(axis)
    }

    private mutating func append(_ axis: PlanAxis) {
        var shift: UInt16 = 0
        while keys >> shift & 7 != 0 { shift += 3 }
        keys |= UInt16(axis.ordinal + 1) << shift
    }

    private func value(_ axis: PlanAxis) -> Int32 {
        switch axis {
        case .time: values.0
        case .position: values.1
        case .grid: values.2
        case .channel: values.3
        case .z: values.4
        }
    }

    private mutating func setValue(_ value: Int32, _ axis: PlanAxis) {
        switch axis {
        case .time: values.0 = value
        case .position: values.1 = value
        case .grid: values.2 = value
        case .channel: values.3 = value
        case .z: values.4 = value
        }
    }

    package static func == (first: EventIndex, second: EventIndex) -> Bool {
        first.values == second.values && first.keys == second.keys
    }

    package func hash(into hasher: inout Hasher) {
        for axis in PlanAxis.defaultOrder { hasher.combine(value(axis)) }
        hasher.combine(keys)
    }
}

extension EventIndex: CustomStringConvertible {
    /// `t0 p1 c2`
    package var description: String {
        axes.map { "\($0.rawValue)\(value($0))" }.joined(separator: " ")
    }
}
