@testable import Acquisition

/// Writes plans of every kind by chance.
struct RandomPlan {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    /// One plan, of at most some thousand events.
    mutating func document() -> PlanValue {
        var plan: [String: PlanValue] = [:]
        if chance(0.6) { plan["channels"] = channels() }
        if chance(0.5) { plan["time_plan"] = timePlan() }
        let absoluteZ = chance(0.2)
        if chance(0.5) { plan["z_plan"] = zPlan(absolute: absoluteZ) }
        if chance(0.4) { plan["grid_plan"] = gridPlan(relative: chance(0.6)) }
        if chance(0.15) {
            plan["stage_positions"] = plate()
        } else if chance(0.75) {
            plan["stage_positions"] = .list((0..<int(1, 3)).map { position($0, absoluteZ) })
        }
        if chance(0.7) { plan["axis_order"] = axisOrder() }
        if chance(0.25), !absoluteZ { plan["autofocus_plan"] = autofocusPlan() }
        if chance(0.3) {
            plan["keep_shutter_open_across"] = .list(
                ["t", "p", "g", "c", "z"].filter { _ in chance(0.4) }.map { .string($0) })
        }
        return .object(plan)
    }

    private mutating func channels() -> PlanValue {
        .list(
            (0..<int(1, 3)).map { place in
                guard chance(0.7) else { return .string("C\(place)") }
                var channel: [String: PlanValue] = ["config": .string("C\(place)")]
                if chance(0.5) { channel["exposure"] = .double(decimal(0.1, 200)) }
                if chance(0.2) { channel["group"] = .string("Lamp") }
                if chance(0.3) { channel["do_stack"] = .bool(chance(0.5)) }
                if chance(0.3) { channel["z_offset"] = .double(decimal(-3, 3)) }
                if chance(0.3) { channel["acquire_every"] = .int(int(1, 3)) }
                return .object(channel)
            })
    }

    private mutating func timePlan() -> PlanValue {
        if chance(0.3) {
            let phases = (0..<int(1, 3)).map { _ in phase() }
            return chance(0.5) ? .list(phases) : .object(["phases": .list(phases)])
        }
        return phase()
    }

    private mutating func phase() -> PlanValue {
        switch int(0, 2) {
        case 0: return .object(["interval": duration(), "loops": .int(int(1, 4))])
        case 1: return .object(["duration": duration(), "loops": .int(int(2, 4))])
        default:
            let interval = decimal(0.1, 3)
            return .object([
                "interval": .double(interval),
                "duration": .double((interval * decimal(0, 3) * 1e4).rounded() / 1e4),
            ])
        }
    }

    private mutating func duration() -> PlanValue {
        switch int(0, 4) {
        case 0: .string("0:0\(int(0, 9)):\(int(10, 59)).\(int(0, 999_999))")
        case 1: .string("PT\(int(0, 3))M\(decimal(0, 50))S")
        case 2: .object(["minutes": .int(int(0, 5)), "milliseconds": .double(decimal(0, 900))])
        case 3: .int(int(0, 20))
        default: .double(decimal(0, 5) / 7)
        }
    }

    private mutating func zPlan(absolute: Bool) -> PlanValue {
        var plan: [String: PlanValue]
        let step = decimal(0.5, 2)
        let span = decimal(0, 5)
        if absolute {
            if chance(0.5) {
                let bottom = decimal(-20, 20)
                plan = ["bottom": .double(bottom), "top": .double(bottom + span)]
                plan["step"] = .double(step)
            } else {
                plan = ["absolute": .list((0..<int(1, 4)).map { _ in .double(decimal(-9, 9)) })]
            }
        } else {
            switch int(0, 2) {
            case 0: plan = ["range": .double(span), "step": .double(chance(0.1) ? 0 : step)]
            case 1:
                plan = ["above": .double(span), "below": .double(decimal(-2, 2))]
                plan["step"] = .double(step)
            default:
                plan = ["relative": .list((0..<int(1, 4)).map { _ in .double(decimal(-9, 9)) })]
            }
        }
        if chance(0.4) { plan["go_up"] = .bool(chance(0.5)) }
        return .object(plan)
    }

    private mutating func position(_ number: Int, _ absoluteZ: Bool) -> PlanValue {
        var position: [String: PlanValue] = [:]
        for axis in ["x", "y", "z"] where chance(0.8) {
            position[axis] = .double(decimal(-500, 500))
        }
        if chance(0.6) { position["name"] = .string("P\(number)") }
        if chance(0.2) {
            position["properties"] = .list([
                .list([.string("Filter"), .string("Label"), .string("F\(number)")])
            ])
        }
        if chance(0.4) { position["sequence"] = nested(absoluteZ) }
        return .object(position)
    }

    private mutating func nested(_ absoluteZ: Bool) -> PlanValue {
        var plan: [String: PlanValue] = [:]
        if chance(0.4) { plan["channels"] = channels() }
        if chance(0.3) { plan["time_plan"] = timePlan() }
        let ownAbsolute = chance(0.2)
        if chance(0.4) { plan["z_plan"] = zPlan(absolute: ownAbsolute) }
        if chance(0.4) { plan["grid_plan"] = gridPlan(relative: chance(0.7)) }
        if chance(0.3) { plan["axis_order"] = axisOrder() }
        if chance(0.15), !absoluteZ, !ownAbsolute { plan["autofocus_plan"] = autofocusPlan() }
        return .object(plan)
    }

    private mutating func autofocusPlan() -> PlanValue {
        var plan: [String: PlanValue] = [
            "axes": .list(
                ["t", "p", "g", "c", "z"].filter { _ in chance(0.5) }.map { .string($0) })
        ]
        if chance(0.5) { plan["autofocus_device_name"] = .string("PFS") }
        if chance(0.5) { plan["autofocus_motor_offset"] = .double(decimal(0, 50)) }
        return .object(plan)
    }

    /// Mostly all axes in some order; now and then one is missing.
    private mutating func axisOrder() -> PlanValue {
        var rest = ["t", "p", "g", "c", "z"]
        var order = ""
        while !rest.isEmpty { order += rest.remove(at: int(0, rest.count - 1)) }
        if chance(0.15) { order.removeLast() }
        return chance(0.5) ? .string(order) : .list(order.map { .string(String($0)) })
    }
}

extension RandomPlan {
    private mutating func plate() -> PlanValue {
        let plates: [PlanValue] = [.int(6), .int(96), .string("384-well"), .string("24-well")]
        var plan: [String: PlanValue] = [
            "plate": plates[int(0, 3)],
            "a1_center_xy": .list([.double(decimal(-99, 99)), .double(decimal(-99, 99))]),
        ]
        let rows = (0..<int(1, 3)).map { _ in PlanValue.int(int(0, 1)) }
        plan["selected_wells"] =
            chance(0.8)
            ? .list([.list(rows), .list(rows.map { _ in .int(int(0, 2)) })])
            : .list([.int(int(0, 1)), .int(int(0, 2))])
        switch int(0, 3) {
        case 0: plan["rotation"] = .double(decimal(-90, 90))
        case 1: plan["rotation"] = .string("\(decimal(-9, 9))deg")
        case 2: plan["rotation"] = .string("\(decimal(-1, 1))rad")
        default: break
        }
        if chance(0.5) { plan["well_points_plan"] = gridPlan(relative: true) }
        return .object(plan)
    }

    private mutating func gridPlan(relative: Bool) -> PlanValue {
        guard relative else { return tiled(chance(0.5) ? edges() : polygon()) }
        switch int(0, 4) {
        case 0, 1:
            return tiled([
                "rows": .int(int(1, 3)), "columns": .int(int(1, 4)),
                "relative_to": .string(chance(0.5) ? "center" : "top_left"),
            ])
        case 2:
            return tiled([
                "width": .double(decimal(5, 60)), "height": .double(decimal(5, 60)),
                "relative_to": .string(chance(0.5) ? "center" : "top_left"),
            ])
        case 3: return random()
        default: return .object(["x": .double(decimal(-9, 9)), "y": .double(decimal(-9, 9))])
        }
    }

    private mutating func tiled(_ kind: [String: PlanValue]) -> PlanValue {
        var plan = kind
        plan["fov_width"] = .double(decimal(20, 40))
        plan["fov_height"] = .double(decimal(20, 40))
        if chance(0.5) { plan["overlap"] = .double(decimal(-10, 30)) }
        if chance(0.2) { plan["overlap"] = .list([.int(int(0, 30)), .double(decimal(0, 30))]) }
        if chance(0.8) {
            plan["mode"] = .string(GridMode.allCases[int(0, GridMode.allCases.count - 1)].rawValue)
        }
        return .object(plan)
    }

    private mutating func edges() -> [String: PlanValue] {
        [
            "top": .double(decimal(-40, 40)), "left": .double(decimal(-40, 40)),
            "bottom": .double(decimal(-40, 40)), "right": .double(decimal(-40, 40)),
        ]
    }

    /// A star round a centre, or a rectangle whose sides fields may just touch.
    private mutating func polygon() -> [String: PlanValue] {
        var plan: [String: PlanValue] = [:]
        if chance(0.3) {
            let (width, height) = (Double(int(1, 4)) * 20, Double(int(1, 4)) * 20)
            plan["vertices"] = vertices([(0, 0), (width, 0), (width, height), (0, height)])
            if chance(0.5) { plan["offset"] = .double(chance(0.5) ? 5 : -4) }
        } else {
            // Directions in order, so that the sides cannot cross; the centre lies inside.
            let directions = [
                (1.0, 0.1), (0.6, 0.8), (-0.2, 1), (-0.9, 0.4), (-0.7, -0.7), (0.3, -1),
            ]
            let corners = directions.map { direction in
                let radius = decimal(15, 60)
                return (direction.0 * radius, direction.1 * radius)
            }
            plan["vertices"] = vertices(corners)
            if chance(0.4) { plan["offset"] = .double(decimal(1, 20)) }
            if chance(0.4) { plan["convex_hull"] = .bool(true) }
        }
        return plan
    }

    private func vertices(_ corners: [(Double, Double)]) -> PlanValue {
        .list(corners.map { .list([.double($0.0), .double($0.1)]) })
    }

    private mutating func random() -> PlanValue {
        var plan: [String: PlanValue] = [
            "num_points": .int(int(1, 12)), "max_width": .double(decimal(50, 200)),
            "max_height": .double(decimal(50, 200)), "random_seed": .int(int(0, 100_000)),
        ]
        if chance(0.5) { plan["shape"] = .string(chance(0.5) ? "ellipse" : "rectangle") }
        switch int(0, 3) {
        case 0: plan["order"] = .null
        case 1: plan["order"] = .string("nearest_neighbor")
        case 2: plan["order"] = .string("two_opt")
        default: break
        }
        if chance(0.3) { plan["start_at"] = .int(int(0, 14)) }
        if chance(0.2) {
            plan["start_at"] = .object(["x": .double(decimal(-9, 9)), "y": .int(int(-9, 9))])
        }
        if chance(0.4) {
            plan["allow_overlap"] = .bool(false)
            plan["fov_width"] = .double(decimal(5, 30))
            plan["fov_height"] = .double(decimal(5, 30))
        }
        return .object(plan)
    }

    private mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    private mutating func int(_ low: Int, _ high: Int) -> Int {
        low + Int(uniform() * Double(high - low + 1))
    }

    /// A number with at most three decimals.
    private mutating func decimal(_ low: Double, _ high: Double) -> Double {
        ((low + uniform() * (high - low)) * 1000).rounded() / 1000
    }

    /// SplitMix64 (Steele, Lea & Flood, OOPSLA 2014).
    private mutating func uniform() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        return Double(bits >> 11) / 9_007_199_254_740_992
    }
}
