package import Acquisition
package import Agent

/// What a report needs to know of a run besides its journal.
package struct ReportSource {
    package var title: String
    package var journal: Journal
    /// In the order of the plan.
    package var positionNames: [String]
    package var channels: [ReportData.Channel]
    /// J/cm² that a position may take.
    package var budgetPerPosition: Double?
    /// J/cm² of fluorescence that the plan alone would have given each position.
    package var fixedScheduleDose: Double?
    /// Names of the channels of transmitted light.
    package var transmitted: Set<String>
    package var devices: [ReportData.DeviceLine] = []
    package var strips: [ReportData.ImageStrip] = []
    /// By the truth of a simulated rig.
    package var score: RunScore?

    package init(
        title: String, journal: Journal, positionNames: [String],
        channels: [ReportData.Channel], transmitted: Set<String>
    ) {
        self.title = title
        self.journal = journal
        self.positionNames = positionNames
        self.channels = channels
        self.transmitted = transmitted
    }
}
