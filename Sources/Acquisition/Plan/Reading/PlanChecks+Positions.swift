import Documents

extension PlanChecks {
    /// Offsets from a place that the plan does not give count from the stage's zero.
    mutating func relativePlansWithoutOrigin() {
        let positions = plan.stagePositions.positions
        let usesPositions = !positions.isEmpty && plan.axisOrder.contains(.position)
        if case .plate(let plate) = plan.stagePositions, plate.zMicrometers == nil, usesPositions {
            let z = plan.zPlan == nil ? "stays where it is" : "counts from 0"
            warn(
                .warning, at: place("stage_positions"),
                "the wells of a plate have no z: the focus \(z); useq-schema drives it to 0")
        } else if plan.zPlan?.isRelative == true, plan.axisOrder.contains(.z),
            !usesPositions || positions.contains(where: { $0.zMicrometers == nil })
        {
            warn(
                .warning, at: place("z_plan"),
                "the z plan is relative, and counts from 0 where a position gives no z")
        }
        if plan.gridPlan?.isRelative == true, plan.axisOrder.contains(.grid),
            !usesPositions
                || positions.contains(where: { $0.xMicrometers == nil || $0.yMicrometers == nil })
        {
            warn(
                .warning, at: place("grid_plan"),
                "the grid is relative, and counts from 0 where a position gives no x or y")
        }
    }

    /// Positions with the same name, and positions' own sequences.
    mutating func positions() {
        var names: Set<String> = []
        for (index, position) in listed.enumerated() {
            let here = element("stage_positions", index)
            if let name = position.name, !name.isEmpty, !names.insert(name).inserted {
                warn(.warning, at: here, "two positions are called \(name)")
            }
            if let sequence = position.sequence {
                suppressed(by: sequence, at: here)
                repeated(by: sequence, at: here)
                inherited(by: sequence, at: position, here)
            }
        }
    }

    /// What a position's own sequence keeps from being acquired.
    private mutating func suppressed(by sequence: MDASequence, at here: Document) {
        let hasPlans =
            sequence.gridPlan != nil || sequence.zPlan != nil || sequence.timePlan != nil
        let isEmpty = !hasPlans && sequence.channels.isEmpty
        if isEmpty, sequence.autofocusPlan == nil, plan.channels.count > 1 {
            warn(
                .error, at: here,
                "an empty sequence keeps all channels but the first from being acquired here")
        }
        if sequence.hasPlans, ResolvedSequence(sequence).order.isEmpty {
            warn(.error, at: here, "nothing is acquired here: the position's sequence has no step")
        }
    }

    /// Events that would have the same index twice.
    private mutating func repeated(by sequence: MDASequence, at here: Document) {
        if sequence.timePlan != nil, plan.timePlan != nil {
            warn(
                .error, at: here,
                "the position's time plan starts again at each of the plan's time points, so its "
                    + "frames have the same index each time")
        }
        guard sequence.autofocusPlan != nil, sequence.hasPlans else { return }
        let doubled =
            sequence.zPlan != nil && (plan.zPlan?.planes.count ?? 0) > 1
            || sequence.gridPlan != nil && (plan.gridPlan?.estimatedCount ?? 0) > 1
            || !sequence.channels.isEmpty && plan.channels.count > 1
        if doubled {
            warn(
                .error, at: here,
                "with an autofocus plan of its own, the position's sequence is acquired again at "
                    + "each channel, plane and grid point of the plan around it")
        }
    }

    /// What a position's own sequence gets, or does not get, from the plan around it.
    private mutating func inherited(
        by sequence: MDASequence, at position: Position, _ here: Document
    ) {
        if !sequence.channels.isEmpty {
            var exposure = plan.channels.compactMap(\.exposure).first
            for channel in sequence.channels {
                if channel.exposure == nil, exposure != nil {
                    warn(
                        .warning, at: here,
                        "channel \(channel.config) has no exposure, and takes that of the channel "
                            + "before it")
                }
                exposure = channel.exposure ?? exposure
            }
        } else if sequence.zPlan != nil,
            plan.channels.contains(where: { $0.zOffsetMicrometers != 0 })
        {
            warn(.error, at: here, "z_offset of the plan's channels is ignored in this sequence")
        }
        let isWithoutZ = position.zMicrometers == nil && sequence.zPlan?.isRelative == true
        let isWithoutXY =
            (position.xMicrometers == nil || position.yMicrometers == nil)
            && sequence.gridPlan?.isRelative == true
        if isWithoutZ || isWithoutXY {
            warn(.warning, at: here, "the position's own sequence counts from 0: it gives no place")
        }
        if sequence.zPlan != nil, plan.autofocusPlan != nil || sequence.autofocusPlan != nil,
            plan.zPlan == nil
        {
            warn(
                .warning, at: here,
                "autofocus runs at the plane of the position's own stack, not at its middle")
        }
    }
}
