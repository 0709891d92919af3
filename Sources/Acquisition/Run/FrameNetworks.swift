/// The networks that look at the frames of a run. Module `Agent` answers.
package protocol FrameNetworks: Sendable {
    /// In the order of the experiment.
    var networks: [FrameNetwork] { get }

    /// Networks that are due for a frame, turn after turn: those of one turn need nothing of each
    /// other, and may need what those of earlier turns found in the same frame.
    ///
    /// - Parameters:
    ///   - due: Indices of ``networks``, in rising order.
    ///   - frame: The one that they are due for.
    func turns(of due: [Int], at frame: AcquiredFrame) -> [[Int]]

    /// Runs networks on one frame; computes for as long as it takes.
    ///
    /// - Parameters:
    ///   - indices: Of networks of one turn.
    ///   - frame: One that they are due for.
    /// - Returns: What each found, or why it found nothing, in the order of `indices`.
    func look(
        _ indices: [Int], at frame: AcquiredFrame
    ) async -> [Result<NetworkFinding, any Error>]
}

extension FrameNetworks {
    /// Each in a turn of its own.
    package func turns(of due: [Int], at frame: AcquiredFrame) -> [[Int]] { due.map { [$0] } }
}

/// What a run knows of one of its networks.
package struct FrameNetwork: Sendable, Equatable {
    /// A kind of image that the network gives for each frame.
    package struct Output: Sendable, Equatable {
        /// "mean", "scale", a structure's name; empty for objects.
        package let name: String
        /// How much wider and higher than the frame it is.
        package let magnification: Int

        package init(_ name: String, magnification: Int = 1) {
            self.name = name
            self.magnification = magnification
        }
    }

    /// As in the experiment: "restore".
    package let name: String
    /// Of the weights: SHA-256 in lower-case hexadecimal.
    package let hash: String
    /// The plan's channels whose frames it is run on.
    package let channels: [String]
    /// Channels whose frames show what it predicted: there it only compares.
    package let comparedWith: [String]
    /// Time points from one look to the next.
    package let every: Int
    /// Whether its images go to the disk.
    package let keepsImages: Bool
    /// All of one size.
    package let outputs: [Output]
    /// Whether the one output holds the numbers of objects.
    package let givesObjects: Bool

    package init(
        name: String, hash: String, channels: [String], comparedWith: [String] = [],
        every: Int = 1, keepsImages: Bool = true,
        outputs: [Output], givesObjects: Bool = false
    ) {
        precondition(every > 0, "a network looks at every time point or at fewer")
        self.name = name
        self.hash = hash
        self.channels = channels
        self.comparedWith = comparedWith
        self.every = every
        self.keepsImages = keepsImages
        self.outputs = outputs
        self.givesObjects = givesObjects
    }

    /// The first twelve digits of ``hash``: enough to tell one network from another.
    package var shortHash: String { String(hash.prefix(12)) }

    /// Whether the network is to look at `frame`.
    package func isDue(for frame: AcquiredFrame) -> Bool {
        (channels + comparedWith).contains(frame.channel) && frame.timeIndex.isMultiple(of: every)
    }
}
