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
    /// By the truth of a simulated rig; its seconds are shifted by ``truthOffset``.
    package var score: RunScore?
    /// Rig time at the start of the run.
    package var truthOffset = 0.0
    /// Index of the plan's position for each place of ``score``; `nil` for in the same order.
    package var positionOfPlace: [Int?]?

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

    /// Divisions and harmed cells of the position at `index`; `nil` without a truth.
    func places(ofPosition index: Int) -> Set<Int>? {
        guard let score else { return nil }
        let places = score.places.indices.filter { place in
            if let positionOfPlace {
                return positionOfPlace.indices.contains(place) && positionOfPlace[place] == index
            }
            return place == index
        }
        return Set(places)
    }
}
