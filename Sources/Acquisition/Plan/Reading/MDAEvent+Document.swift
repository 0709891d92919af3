import Documents
import Hardware

extension MDAEvent {
    /// Reads one event, as a plan's `setup` is written.
    init(_ document: Document) throws(DocumentError) {
        let mapping = try document.mapping([
            "index", "channel", "exposure", "min_start_time", "pos_name", "x_pos", "y_pos",
            "z_pos", "slm_image", "sequence", "properties", "roi", "metadata", "action",
            "keep_shutter_open", "reset_event_timer",
        ])
        self.init()
        for key in ["slm_image", "sequence"] {
            guard let node = mapping.value(key) else { continue }
            throw node.fail("\(key) is not supported")
        }
        if let node = mapping.value("index") { index = try EventIndex(node) }
        if let node = mapping.value("channel") { channel = try EventChannel(node) }
        if let node = mapping.value("exposure") { exposure = try node.exposure() }
        if let node = mapping.value("min_start_time") { minStartTime = try node.planDuration() }
        positionName = try mapping.string("pos_name")
        xMicrometers = try mapping.micrometers("x_pos")
        yMicrometers = try mapping.micrometers("y_pos")
        zMicrometers = try mapping.micrometers("z_pos")
        if let node = mapping.value("properties") { properties = try DeviceProperty.list(node) }
        if let node = mapping.value("roi") { region = try PixelRegion(roi: node) }
        if let node = mapping.value("metadata") { metadata = try node.planObject() }
        if let node = mapping.value("action") { action = try EventAction(node) }
        keepShutterOpen = try mapping.flag("keep_shutter_open", default: false)
        resetEventTimer = try mapping.flag("reset_event_timer", default: false)
    }

    /// Reads a plan's `setup`, which does anything but take an image.
    init(setup document: Document) throws(DocumentError) {
        try self.init(document)
        guard case .acquireImage = action else { return }
        for entry in try document.entries() where entry.key.text == "action" {
            guard entry.value.kind == .null else {
                throw entry.value.fail("setup cannot take an image; leave its action out")
            }
        }
        action = .custom(name: "setup", data: [:])
    }
}

extension EventIndex {
    fileprivate init(_ document: Document) throws(DocumentError) {
        self.init()
        for entry in try document.entries() {
            guard let axis = PlanAxis(rawValue: entry.key.text) else {
                throw entry.key.fail("\"\(entry.key.text)\" is not an axis")
            }
            self[axis] = try entry.value.wholeNumber("an index")
        }
    }
}

extension EventChannel {
    fileprivate init(_ document: Document) throws(DocumentError) {
        guard document.kind == .mapping else {
            self.init(config: try document.string())
            return
        }
        let mapping = try document.mapping(["config", "group"])
        self.init(
            config: try mapping.required("config").string(),
            group: try mapping.string("group") ?? "Channel")
    }
}

extension PixelRegion {
    /// `[x, y, width, height]`, or with the keys `offset_x`, `offset_y`, `width`, `height`.
    fileprivate init(roi document: Document) throws(DocumentError) {
        let names = ["offset_x", "offset_y", "width", "height"]
        var nodes: [Document] = []
        if document.kind == .sequence {
            nodes = try document.sequence()
            guard nodes.count == 4 else { throw document.fail("a roi is [x, y, width, height]") }
        } else {
            let mapping = try document.mapping(names)
            for name in names { nodes.append(try mapping.required(name)) }
        }
        self.init(
            x: try nodes[0].wholeNumber("offset_x"), y: try nodes[1].wholeNumber("offset_y"),
            width: try nodes[2].wholeNumber("width", atLeast: 1),
            height: try nodes[3].wholeNumber("height", atLeast: 1))
    }
}

extension EventAction {
    fileprivate init(_ document: Document) throws(DocumentError) {
        let mapping = try document.mapping([
            "type", "name", "data", "autofocus_device_name", "autofocus_motor_offset",
            "max_retries",
        ])
        let autofocusKeys = ["autofocus_device_name", "autofocus_motor_offset", "max_retries"]
        let type = try mapping.required("type")
        switch try type.choice(["acquire_image", "hardware_autofocus", "custom"]) {
        case "custom":
            try mapping.refuse(autofocusKeys, beside: "custom")
            self = .custom(
                name: try mapping.string("name") ?? "",
                data: try mapping.value("data")?.planObject() ?? [:])
        case "hardware_autofocus":
            try mapping.refuse(["name", "data"], beside: "hardware_autofocus")
            self = .hardwareAutofocus(
                HardwareAutofocus(
                    device: try mapping.string("autofocus_device_name"),
                    motorOffset: try mapping.value("autofocus_motor_offset")?.double(),
                    retryCount: try mapping.wholeNumber("max_retries") ?? 3))
        default:
            try mapping.refuse(["name", "data"] + autofocusKeys, beside: "acquire_image")
            self = .acquireImage
        }
    }
}
