package import Documents

/// An experiment file: what to acquire, how much light it may cost, who decides, what is kept.
///
/// A plain useq-schema document is an experiment too.
package struct Experiment: Sendable {
    package var name: String?
    package var acquisition: MDASequence
    package var light = LightSettings()
    /// `nil`: nothing is decided during the run.
    package var agent: AgentSettings?
    /// Which networks look at the frames; read by the agent, as strictly. `nil`: none.
    package var networks: Document?
    package var store = StoreSettings()
    /// `nil`: all of the camera.
    package var region: RegionSettings?
    /// Where its file names what a rig may not have.
    package let places: PlanPlaces

    package init(acquisition: MDASequence) {
        self.acquisition = acquisition
        places = PlanPlaces()
    }

    package init(
        document: Document, plateFocus: PlateFocus = .leave
    ) throws(DocumentError) {
        let ours = ["acquisition", "light", "networks", "agent", "store", "region", "name"]
        let keys = try document.entries().map(\.key.text)
        guard keys.contains(where: ours.contains) else {
            acquisition = try MDASequence(document: document, plateFocus: plateFocus)
            places = try PlanPlaces(document)
            return
        }
        let mapping = try document.mapping(ours)
        let plan = try mapping.required("acquisition")
        acquisition = try MDASequence(document: plan, plateFocus: plateFocus)
        places = try PlanPlaces(plan)
        name = try mapping.string("name")
        if let node = mapping.value("light") { light = try LightSettings(node) }
        if let node = mapping.value("agent") { agent = try AgentSettings(node) }
        networks = mapping.value("networks")
        if let node = mapping.value("store") { store = try StoreSettings(node) }
        if let node = mapping.value("region") { region = try RegionSettings(node) }
    }
}
