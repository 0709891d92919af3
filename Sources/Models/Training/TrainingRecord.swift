/// How a network was trained and what it reached: the contents of `training.html` and of its card.
package struct TrainingRecord: Sendable, Codable, Equatable {
    /// One value of a curve, after `step` steps.
    package struct Point: Sendable, Codable, Equatable {
        package var step: Int
        package var seconds: Double
        package var trainingLoss: Double
        package var validationLoss: Double?

        package init(
            step: Int, seconds: Double, trainingLoss: Double, validationLoss: Double? = nil
        ) {
            self.step = step
            self.seconds = seconds
            self.trainingLoss = trainingLoss
            self.validationLoss = validationLoss
        }
    }

    /// A figure measured on what was held out, with its interval over images or cells.
    package struct Figure: Sendable, Codable, Equatable {
        /// "PSNR (dB)", "AP at IoU 0.5": the name and its unit.
        package var name: String
        package var value: Double
        package var low: Double?
        package var high: Double?
        /// Errors are better when small, all else when large.
        package var isLowerBetter: Bool
        /// The same figure for what the network is compared with: "raw frame", "brightness alone".
        package var peers: [Peer]

        package init(
            name: String, value: Double, low: Double? = nil, high: Double? = nil,
            isLowerBetter: Bool = false, peers: [Peer] = []
        ) {
            self.name = name
            self.value = value
            self.low = low
            self.high = high
            self.isLowerBetter = isLowerBetter
            self.peers = peers
        }
    }

    package struct Peer: Sendable, Codable, Equatable {
        package var name: String
        package var value: Double

        package init(name: String, value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// How many frames (and cells, where they count) of which positions went where.
    package struct Share: Sendable, Codable, Equatable {
        /// "training", "validation", "test".
        package var part: String
        package var positions: [String]
        package var frameCount: Int
        package var cellCount: Int
        /// Cells by class, where there are classes.
        package var classes: [String: Int]

        package init(
            part: String, positions: [String], frameCount: Int, cellCount: Int = 0,
            classes: [String: Int] = [:]
        ) {
            self.part = part
            self.positions = positions
            self.frameCount = frameCount
            self.cellCount = cellCount
            self.classes = classes
        }
    }

    /// How often a prediction of this confidence was right.
    package struct Reliability: Sendable, Codable, Equatable {
        package var confidence: Double
        package var accuracy: Double
        package var count: Int

        package init(confidence: Double, accuracy: Double, count: Int) {
            self.confidence = confidence
            self.accuracy = accuracy
            self.count = count
        }
    }

    /// "restore", "segment" and so on.
    package var network: String
    /// Runs and folders, as the user named them.
    package var sources: [String]
    package var seed: UInt64
    package var stepCount = 0
    package var batchCount = 0
    package var parameterCount = 0
    package var seconds = 0.0
    /// What ended it: "all steps done", "no better for 2000 steps", "stopped".
    package var ending = ""
    package var curve: [Point] = []
    package var shares: [Share] = []
    package var figures: [Figure] = []
    package var reliability: [Reliability] = []
    /// What a reader must know: duplicates left out, leaks refused, classes that are rare.
    package var notes: [String] = []

    package init(network: String, sources: [String], seed: UInt64) {
        self.network = network
        self.sources = sources
        self.seed = seed
    }
}
