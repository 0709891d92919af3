/// What a leak check compares of one frame.
struct LeakEntry {
    let member: DataSplit.Member
    let part: DataSplit.Part
    /// Of each image that is not constant.
    let hashes: Set<UInt64>
    /// Of the brightest image of each channel.
    let thumbnails: [String: Thumbnail]
    let cells: Set<String>

    init(member: DataSplit.Member, part: DataSplit.Part, frame: TrainingFrame) {
        self.member = member
        self.part = part
        hashes = Set(
            frame.images.compactMap { entry in
                // Blank fields are equal without being copies.
                guard let first = entry.image.pixels.first,
                    entry.image.pixels.contains(where: { $0 != first })
                else { return nil }
                var hash = StableHash()
                hash.combine(entry.image)
                return hash.value
            })
        var thumbnails: [String: Thumbnail] = [:]
        for channel in Set(frame.images.map(\.channel)) {
            let kinds: [ChannelImage.Kind] = [.frame, .truth]
            guard let image = kinds.lazy.compactMap({ frame.image(channel, $0) }).first else {
                continue
            }
            thumbnails[channel] = Thumbnail(image.image)
        }
        self.thumbnails = thumbnails
        cells = Set(frame.cells.map(\.name).filter { !$0.isEmpty })
    }
}
