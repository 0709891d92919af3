import Documents

extension AutofocusPlan {
    init(_ document: Document) throws(DocumentError) {
        let mapping = try document.mapping([
            "axes", "autofocus_device_name", "autofocus_motor_offset",
        ])
        let axes = try mapping.required("axes")
        guard axes.kind == .sequence else {
            throw axes.fail("axes is a list, such as [t, p]")
        }
        self.init(
            axes: try axes.axes(), device: try mapping.string("autofocus_device_name"),
            motorOffset: try mapping.value("autofocus_motor_offset")?.double())
    }
}
