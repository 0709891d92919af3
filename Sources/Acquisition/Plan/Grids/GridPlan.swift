/// Fields side by side, or scattered, at each position.
package struct GridPlan: Equatable, Sendable {
    /// In micrometres.
    package enum Kind: Equatable, Sendable {
        case rowsColumns(rows: Int, columns: Int, anchor: GridAnchor)
        case widthHeight(width: Double, height: Double, anchor: GridAnchor)
        case edges(top: Double, left: Double, bottom: Double, right: Double)
        case polygon(PolygonOutline)
        case random(RandomPoints)
        case single(x: Double, y: Double, name: String?)
    }

    package var kind: Kind
    package var tiling: Tiling

    package init(_ kind: Kind, tiling: Tiling = Tiling()) {
        self.kind = kind
        self.tiling = tiling
    }

    /// Whether points are offsets from the position, or places on the stage.
    package var isRelative: Bool {
        switch kind {
        case .edges, .polygon: false
        case .rowsColumns, .widthHeight, .random, .single: true
        }
    }

    /// A larger grid is a mistake, and would fill the memory.
    static let largestCount = 1_000_000.0

    /// The points in the order in which they are visited; none where they would be more than a
    /// million, which only a grid can have whose field is not known yet.
    package var points: [GridPoint] {
        guard estimatedCount <= Self.largestCount else { return [] }
        switch kind {
        case .single(let x, let y, _): return [GridPoint(x: x, y: y)]
        case .random(let random):
            return random.points(avoiding: tiling.givenField).map { GridPoint(x: $0.x, y: $0.y) }
        case .polygon(let outline): return outline.points(tiling)
        case .rowsColumns, .widthHeight, .edges:
            let layout = self.layout
            return tiling.mode.cells(rows: layout.rows, columns: layout.columns).map { cell in
                GridPoint(
                    x: layout.x + Double(cell.column) * layout.pitchX,
                    y: layout.y - Double(cell.row) * layout.pitchY, cell: cell)
            }
        }
    }

    /// About how many points there are, without placing them.
    var estimatedCount: Double {
        switch kind {
        case .single: 1
        case .random(let random): Double(random.count)
        case .polygon(let outline): outline.cellCount(tiling)
        case .rowsColumns, .widthHeight, .edges: Double(layout.rows) * Double(layout.columns)
        }
    }

    /// Rows and columns, the centre of the first cell and the way to the next.
    private var layout: GridLayout {
        let (pitchX, pitchY) = tiling.pitch
        var layout = GridLayout(pitchX: pitchX, pitchY: pitchY)
        switch kind {
        case .rowsColumns(let rows, let columns, let anchor):
            layout.rows = rows
            layout.columns = columns
            layout.place(anchor)
        case .widthHeight(let width, let height, let anchor):
            layout.rows = Int(height / pitchY, roundedUp: true)
            layout.columns = Int(width / pitchX, roundedUp: true)
            layout.place(anchor)
        case .edges(let top, let left, let bottom, let right):
            let (width, height) = (tiling.fieldWidth, tiling.fieldHeight)
            layout.rows = Self.count(covering: abs(top - bottom), field: height, pitch: pitchY)
            layout.columns = Self.count(covering: abs(right - left), field: width, pitch: pitchX)
            layout.x = min(left, right) + (width ?? 0) / 2
            layout.y = max(top, bottom) - (height ?? 0) / 2
        case .polygon, .random, .single: break
        }
        return layout
    }

    /// Fields that together cover `span`; without a known field, centres that do.
    static func count(covering span: Double, field: Double?, pitch: Double) -> Int {
        guard let field else { return Int((span + pitch) / pitch, roundedUp: true) }
        return span <= field ? 1 : Int((span - field) / pitch, roundedUp: true) + 1
    }
}

/// Which point of a grid the position marks.
package enum GridAnchor: String, CaseIterable, Sendable {
    case center
    case topLeft = "top_left"
}

/// A point of a grid: a place, or an offset, in micrometres.
package struct GridPoint: Equatable, Sendable {
    package var x: Double
    package var y: Double
    /// `nil` where points have no rows and columns.
    package var cell: GridCell?

    package init(x: Double, y: Double, cell: GridCell? = nil) {
        self.x = x
        self.y = y
        self.cell = cell
    }
}

/// A cell of a grid; row 0 is the top one, column 0 the left one.
package struct GridCell: Hashable, Sendable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

private struct GridLayout {
    var rows = 0
    var columns = 0
    var x = 0.0
    var y = 0.0
    var pitchX: Double
    var pitchY: Double

    mutating func place(_ anchor: GridAnchor) {
        guard anchor == .center else { return }
        x = -(Double(columns - 1) * pitchX) / 2
        y = (Double(rows - 1) * pitchY) / 2
    }
}
