extension MDASequence {
    /// This plan with the camera's field in every grid that does not state one.
    ///
    /// Until then such a grid is laid out as if the field were 1 µm wide and high. Warnings about
    /// it go, unless the grid is too large even so.
    package func fillingField(
        widthMicrometers: Double, heightMicrometers: Double
    ) -> MDASequence {
        var filled = self
        filled.fillField(width: widthMicrometers, height: heightMicrometers)
        let isStillTooLarge = filled.largestGrid > GridPlan.largestCount
        filled.warnings.removeAll { warning in
            warning.isAboutUnknownField && !(isStillTooLarge && warning.severity == .error)
        }
        return filled
    }

    private mutating func fillField(width: Double, height: Double) {
        func fill(_ plan: inout GridPlan) {
            plan.tiling.fieldWidth = plan.tiling.fieldWidth ?? width
            plan.tiling.fieldHeight = plan.tiling.fieldHeight ?? height
        }
        if var grid = gridPlan {
            fill(&grid)
            gridPlan = grid
        }
        switch stagePositions {
        case .plate(var plate):
            fill(&plate.wellPoints)
            stagePositions = .plate(plate)
        case .list(var positions):
            for place in positions.indices {
                positions[place].sequence?.fillField(width: width, height: height)
            }
            stagePositions = .list(positions)
        }
    }

    /// How many points the largest of the plan's grids would have.
    private var largestGrid: Double {
        let own = gridPlan?.estimatedCount ?? 0
        switch stagePositions {
        case .plate(let plate): return max(own, plate.wellPoints.estimatedCount)
        case .list(let positions):
            return positions.reduce(own) { max($0, $1.sequence?.largestGrid ?? 0) }
        }
    }
}
