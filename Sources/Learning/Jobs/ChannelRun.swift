internal import Documents
internal import Models

/// The channels of an image that a network looks at in one go.
struct ChannelRun: Equatable {
    /// Into the channels of the image, in the order that the network takes them.
    let channels: [Int]
    /// Before the names of the results; empty where there is nothing to tell apart.
    let name: String

    /// What to run on `image`.
    ///
    /// A network of one channel looks at every channel, or at those wanted, one after the other,
    /// unless it was made for a certain one. A network of several takes those of its own names, or
    /// those wanted in their order, or all where the numbers agree.
    ///
    /// - Parameter takesOne: Whether one channel alone can be looked at.
    static func all(
        of image: PredictionImage, path: String, for network: NetworkInput, wanted: [String],
        takesOne: Bool
    ) throws(LearningError) -> [ChannelRun] {
        for name in wanted where !image.channelNames.contains(name) {
            throw LearningError(path, unknown("channel", name, known: image.channelNames))
        }
        let chosen = wanted.compactMap { image.channelNames.firstIndex(of: $0) }
        let own = network.channels.compactMap { image.channelNames.firstIndex(of: $0) }
        let isOwn = own.count == network.channels.count
        if network.channels.count > 1 {
            let channels =
                !wanted.isEmpty ? chosen : isOwn ? own : Array(image.channelNames.indices)
            guard channels.count == network.channels.count else {
                throw network.refusal(of: image, path, wanted)
            }
            return [ChannelRun(channels: channels, name: "")]
        }
        let channels =
            !wanted.isEmpty
            ? chosen
            : network.isForOneChannel && isOwn ? own : Array(image.channelNames.indices)
        guard channels.count == 1 || !(takesOne || network.isForOneChannel) else {
            throw network.refusal(of: image, path, wanted)
        }
        return channels.map {
            ChannelRun(channels: [$0], name: image.sizeC > 1 ? image.channelNames[$0] : "")
        }
    }
}

/// What a network is given, in the words that a user sees.
struct NetworkInput {
    let network: String
    let channels: [String]
    /// Whether its single channel has a meaning, as the phase image that a label network takes.
    let isForOneChannel: Bool

    init(_ predictor: PackagePredictor) {
        network = predictor.package.name
        channels = predictor.frameChannels
        isForOneChannel = predictor.kind == .label
    }

    func refusal(
        of image: PredictionImage, _ path: String, _ wanted: [String]
    ) -> LearningError {
        let names = image.channelNames.joined(separator: ", ")
        let has =
            image.sizeC == 1
            ? "the image has one channel (\(names))"
            : "the image has "
                + "\(image.sizeC) (\(names))"
        let asked = wanted.isEmpty ? "" : ", and --channel names \(wanted.count)"
        let takes =
            channels.count == 1
            ? "one channel (\(channels[0]))"
            : "\(channels.count) channels "
                + "(\(channels.joined(separator: ", ")))"
        let next =
            image.sizeC >= channels.count
            ? "; name \(channels.count == 1 ? "one" : "as many, in this order,") with --channel"
            : ""
        return LearningError(path, "\(network) takes \(takes), \(has)\(asked)\(next)")
    }
}
