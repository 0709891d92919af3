extension PlanChecks {
    /// Channels that do otherwise than they seem to say.
    mutating func channels() {
        if precedes(.channel, .time), plan.channels.contains(where: { $0.acquireEvery > 1 }) {
            warn(
                .warning, at: place("axis_order"),
                "c comes before t, so acquire_every skips time points within each channel's run")
        }
        var seen: Set<EventChannel> = []
        for (index, channel) in plan.channels.enumerated() {
            let here = element("channels", index)
            let name = EventChannel(config: channel.config, group: channel.group)
            if !seen.insert(name).inserted {
                warn(.warning, at: here, "channel \(channel.config) is acquired twice")
            }
            if channel.camera != nil {
                warn(.warning, at: here, "camera is ignored: a rig has one camera")
            }
            if channel.zOffsetMicrometers != 0, plan.zPlan == nil {
                warn(.error, at: here, "z_offset is ignored without a z plan")
            }
        }
    }

    /// Stacks without planes, or without the plane that a channel wants.
    mutating func stacks() {
        guard let zPlan = plan.zPlan, plan.axisOrder.contains(.z) else { return }
        let planes = zPlan.planes
        guard !planes.isEmpty else {
            warn(
                .error, at: place("z_plan"),
                "the z plan has no plane and is ignored: step must be positive, and top above bottom"
            )
            return
        }
        if planes.count == 1, hasStep0 {
            warn(.warning, at: place("z_plan"), "a step of 0 takes the first plane only")
        }
        for (index, channel) in plan.channels.enumerated() where !channel.doesStack {
            guard zPlan.middleIndex >= planes.count else { continue }
            warn(
                .error, at: element("channels", index),
                "channel \(channel.config) is never acquired: with do_stack false it takes plane "
                    + "\(zPlan.middleIndex), and the stack has \(planes.count)")
        }
    }

    private var hasStep0: Bool {
        switch plan.zPlan?.kind {
        case .topBottom(let top, let bottom, 0): top != bottom
        case .aboveBelow(let above, let below, 0): above != 0 || below != 0
        case .range(let range, 0): range != 0
        default: false
        }
    }

    /// Grids without a field, without points, or with positions that they overrule.
    mutating func grids() {
        if let grid = plan.gridPlan {
            warnOfUnknownField(grid, at: "grid_plan")
            if case .polygon = grid.kind, grid.points.isEmpty {
                warn(.error, at: place("grid_plan"), "the grid has no point and is ignored")
            }
            let overruled = listed.filter { $0.sequence?.gridPlan == nil }
            if !grid.isRelative, overruled.count > 1 {
                warn(
                    .warning, at: place("grid_plan"),
                    "the absolute grid is acquired again at each of \(overruled.count) positions")
            }
        }
        if case .plate(let plate) = plan.stagePositions {
            warnOfUnknownField(plate.wellPoints, at: "stage_positions")
        }
    }

    private mutating func warnOfUnknownField(_ grid: GridPlan, at key: String) {
        guard grid.needsField, grid.tiling.givenField == nil else { return }
        found.append(
            PlanWarning(
                .warning, at: place(key),
                "fov_width and fov_height are not given: the field counts as 1 µm unless the "
                    + "rig's is filled in", isAboutUnknownField: true))
    }

    mutating func autofocus() {
        guard let autofocus = plan.autofocusPlan else { return }
        var used = Set(ResolvedSequence(plan).order)
        for position in listed {
            if let sequence = position.sequence { used.formUnion(ResolvedSequence(sequence).order) }
        }
        for axis in Set(autofocus.axes).subtracting(used).sorted(by: { $0.ordinal < $1.ordinal }) {
            // A position's own sequence may be run inside axes that it does not know.
            guard !used.isEmpty else { return }
            warn(
                .warning, at: place("autofocus_plan"),
                "autofocus on \(axis.rawValue) never runs: the plan does not use that axis")
        }
    }
}

extension GridPlan {
    /// Whether the field's size decides where the points lie.
    var needsField: Bool {
        switch kind {
        case .rowsColumns(let rows, let columns, _): rows > 1 || columns > 1
        case .widthHeight, .edges, .polygon, .random, .single: dependsOnField
        }
    }

    /// Whether the field's size decides how many points there are.
    var dependsOnField: Bool {
        switch kind {
        case .widthHeight, .edges, .polygon: true
        case .rowsColumns, .random, .single: false
        }
    }
}
