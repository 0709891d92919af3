import Documents

/// Looks through a plan for what contradicts itself, and for what would silently not happen.
struct PlanChecks {
    let plan: MDASequence
    let mapping: DocumentMapping
    var found: [PlanWarning] = []

    init(_ plan: MDASequence, _ mapping: DocumentMapping) {
        self.plan = plan
        self.mapping = mapping
    }

    /// - Throws: where a plan contradicts itself.
    func warnings(isNested: Bool = false) throws(DocumentError) -> [PlanWarning] {
        var checks = self
        try checks.contradictions()
        checks.unusedAxes()
        checks.channels()
        checks.stacks()
        checks.grids()
        checks.autofocus()
        if isNested {
            checks.ignoredInNested()
        } else {
            checks.relativePlansWithoutOrigin()
            checks.positions()
        }
        return checks.found
    }

    mutating func warn(
        _ severity: PlanWarning.Severity, at place: Document, _ message: String
    ) {
        found.append(PlanWarning(severity, at: place, message))
    }

    /// The value of `key`, or all of the plan where the file does not have it.
    func place(_ key: String) -> Document { mapping.value(key) ?? mapping.document }

    /// The `index`-th element of the list at `key`.
    func element(_ key: String, _ index: Int) -> Document {
        // A list that was read is one; the whole plan is a fair place otherwise.
        let elements = (try? place(key).sequence()) ?? []
        return elements.indices.contains(index) ? elements[index] : place(key)
    }

    var listed: [Position] {
        if case .list(let positions) = plan.stagePositions { positions } else { [] }
    }

    func precedes(_ first: PlanAxis, _ second: PlanAxis) -> Bool {
        guard let first = plan.axisOrder.firstIndex(of: first),
            let second = plan.axisOrder.firstIndex(of: second)
        else { return false }
        return first < second
    }

    private func contradictions() throws(DocumentError) {
        let positions = listed
        if plan.zPlan != nil, precedes(.z, .position),
            positions.contains(where: { $0.sequence?.zPlan != nil })
        {
            throw place("axis_order").fail(
                "z cannot come before p while a position has a z plan of its own")
        }
        guard let zPlan = plan.zPlan, !zPlan.isRelative, plan.axisOrder.contains(.z) else { return }
        if plan.autofocusPlan != nil
            || positions.contains(where: { $0.sequence?.autofocusPlan != nil })
        {
            throw place("z_plan").fail(
                "absolute z positions and an autofocus plan contradict each other")
        }
    }

    private mutating func unusedAxes() {
        let given: [(PlanAxis, String, Bool)] = [
            (.time, "time_plan", plan.timePlan != nil),
            (.position, "stage_positions", mapping.value("stage_positions") != nil),
            (.grid, "grid_plan", plan.gridPlan != nil),
            (.channel, "channels", !plan.channels.isEmpty),
            (.z, "z_plan", plan.zPlan != nil),
        ]
        for (axis, key, isGiven) in given where isGiven && !plan.axisOrder.contains(axis) {
            warn(
                .error, at: place("axis_order"),
                "\(key) is ignored: the axis order does not contain \(axis.rawValue)")
        }
    }

    private mutating func ignoredInNested() {
        for key in ["setup", "metadata"] {
            // Both were read as mappings already.
            guard let node = mapping.value(key), (try? node.entries())?.isEmpty != true else {
                continue
            }
            warn(.warning, at: node, "\(key) of a position's own sequence is ignored")
        }
    }
}
