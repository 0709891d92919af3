extension ReportData {
    package struct Point: Sendable, Equatable {
        package var seconds: Double
        package var value: Double

        package init(seconds: Double, value: Double) {
            self.seconds = seconds
            self.value = value
        }
    }

    /// Dose of each position over time, with what it is held against.
    package struct DosePlot: Sendable, Equatable {
        package struct Curve: Sendable, Equatable {
            package var name: String
            /// Running sum, rising.
            package var points: [Point]

            package init(name: String, points: [Point]) {
                self.name = name
                self.points = points
            }
        }

        /// Such as `J/cm²`, or relative units without a calibration.
        package var unit: String
        package var curves: [Curve]
        /// What a position may take.
        package var budget: Double?
        /// What the same plan would have given a position by the end, without an agent.
        package var fixedSchedule: Double?

        package init(
            unit: String, curves: [Curve], budget: Double? = nil, fixedSchedule: Double? = nil
        ) {
            self.unit = unit
            self.curves = curves
            self.budget = budget
            self.fixedSchedule = fixedSchedule
        }
    }

    package struct DecisionLine: Sendable, Equatable {
        package var seconds: Double
        package var position: String
        package var policy: String
        package var isShadow: Bool
        package var reason: String
        package var applied: [String]
        package var refusals: [String]
        package var latencySeconds: Double?

        package init(
            seconds: Double, position: String, policy: String, isShadow: Bool, reason: String,
            applied: [String], refusals: [String], latencySeconds: Double?
        ) {
            self.seconds = seconds
            self.position = position
            self.policy = policy
            self.isShadow = isShadow
            self.reason = reason
            self.applied = applied
            self.refusals = refusals
            self.latencySeconds = latencySeconds
        }
    }

    package struct NoteLine: Sendable, Equatable {
        package var seconds: Double
        package var severity: Badge
        package var device: String
        package var text: String

        package init(seconds: Double, severity: Badge, device: String, text: String) {
            self.seconds = seconds
            self.severity = severity
            self.device = device
            self.text = text
        }
    }

    package struct DeviceLine: Sendable, Equatable {
        package var label: String
        package var role: String
        package var detail: String

        package init(label: String, role: String, detail: String) {
            self.label = label
            self.role = role
            self.detail = detail
        }
    }

    package struct Fact: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Images of one place over time, one row for each channel.
    package struct ImageStrip: Sendable, Equatable {
        package struct Row: Sendable, Equatable {
            package var label: String
            /// `nil` where no frame was taken.
            package var images: [RasterImage?]

            package init(label: String, images: [RasterImage?]) {
                self.label = label
                self.images = images
            }
        }

        package var title: String
        package var caption: String
        /// Above the columns, such as `−8 min`.
        package var columns: [String]
        package var rows: [Row]

        package init(title: String, caption: String, columns: [String], rows: [Row]) {
            self.title = title
            self.caption = caption
            self.columns = columns
            self.rows = rows
        }
    }
}
