/// Everything that a run's report shows, in plain values: no journal, no files.
package struct ReportData: Sendable, Equatable {
    package var title: String
    /// One sentence: when, how long, on what.
    package var subtitle: String
    package var state: Badge
    /// The few numbers that matter, largest on the page.
    package var figures: [Figure] = []
    package var strips: [ImageStrip] = []
    /// Length of the run's time axis.
    package var durationSeconds: Double
    package var channels: [Channel] = []
    package var positions: [Position] = []
    package var dose: DosePlot?
    package var decisions: [DecisionLine] = []
    /// Seconds from a frame's arrival to the decision on it.
    package var latencies: [Double] = []
    package var networks: [NetworkLine] = []
    package var notes: [NoteLine] = []
    package var devices: [DeviceLine] = []
    /// Versions, settings, seeds.
    package var facts: [Fact] = []

    package init(title: String, subtitle: String, state: Badge, durationSeconds: Double) {
        self.title = title
        self.subtitle = subtitle
        self.state = state
        self.durationSeconds = durationSeconds
    }

    package enum Tone: String, Sendable { case good, plain, warning, bad }

    /// A word in a coloured frame.
    package struct Badge: Sendable, Equatable {
        package var text: String
        package var tone: Tone

        package init(_ text: String, _ tone: Tone) {
            self.text = text
            self.tone = tone
        }
    }

    /// One large number with what it is.
    package struct Figure: Sendable, Equatable {
        package var value: String
        package var label: String
        package var note: String
        package var tone: Tone

        package init(_ value: String, _ label: String, note: String = "", tone: Tone = .plain) {
            self.value = value
            self.label = label
            self.note = note
            self.tone = tone
        }
    }

    package struct Channel: Sendable, Equatable {
        package var name: String
        /// `#rrggbb`, as in the rig file; the page darkens what would be faint on white.
        package var color: String

        package init(name: String, color: String) {
            self.name = name
            self.color = color
        }
    }

    /// What happened at one position over time.
    package struct Position: Sendable, Equatable {
        package var name: String
        /// Seconds of the exposures, by channel name.
        package var frames: [String: [Double]] = [:]
        /// When the agent had fluorescence on.
        package var events: [Span] = []
        package var divisions: [Division] = []

        package init(name: String) { self.name = name }
    }

    package struct Span: Sendable, Equatable {
        package var from: Double
        package var to: Double
        package var label: String

        package init(from: Double, to: Double, label: String) {
            self.from = from
            self.to = to
            self.label = label
        }
    }

    /// A division by the rig's truth, at the onset of anaphase.
    package struct Division: Sendable, Equatable {
        package var seconds: Double
        package var isCaught: Bool
        package var label: String

        package init(seconds: Double, isCaught: Bool, label: String) {
            self.seconds = seconds
            self.isCaught = isCaught
            self.label = label
        }
    }
}
