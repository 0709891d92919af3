package import Acquisition
import Documents
import Models

/// A network of an experiment whose package has been read and can be run.
package struct PreparedNetwork: Sendable {
    package let choice: NetworkChoice
    /// Where its package was found.
    package let path: String
    let package: ModelPackage
    private let outputNames: [String]
    /// Of what it learnt the images with these names from, grey values.
    let learntSpreads: [String: Double]
    private let magnification: Int

    package var name: String { choice.kind.rawValue }
    /// Of the weights: SHA-256 in lower-case hexadecimal.
    package var hash: String { package.weights.sha256 }

    init(_ choice: NetworkChoice, _ shelf: PackageShelf) throws(DocumentError) {
        let (kind, place) = (choice.kind, choice.place)
        guard let path = shelf.path(of: choice.package) else {
            let places = shelf.places(of: choice.package).joined(separator: ", ")
            throw place.fail(
                "\(kind): there is no package \"\(choice.package)\": looked for \(places); set "
                    + "TARSIER_NETWORKS to the folder of default networks")
        }
        do {
            package = try ModelPackage.read(path)
            _ = try package.trustCalibration()
            try Self.check(package.networkKind, of: choice)
            let inputCount: Int
            if kind.judgesCells {
                inputCount = try CellPredictor(package).crops.channels.count
                (outputNames, magnification, learntSpreads) = ([], 1, [:])
            } else {
                let predictor = try PackagePredictor(package)
                inputCount = predictor.frameChannels.count
                (outputNames, magnification) = (predictor.outputChannels, predictor.magnification)
                learntSpreads = predictor.learntSpreads
            }
            guard inputCount == 1 else {
                throw NetworkError(
                    choice.package, "takes \(inputCount) images at once; a frame is one")
            }
        } catch {
            throw place.fail("\(kind): \(error)")
        }
        self.choice = choice
        self.path = path
    }

    /// Restored and labelled images can come from networks of others, which do not say what they are.
    private static func check(
        _ found: NetworkKind?, of choice: NetworkChoice
    ) throws(NetworkError) {
        let kind = choice.kind
        if let found, found != kind {
            throw NetworkError(choice.package, "is a network for \(found), not for \(kind)")
        }
        if found == nil, kind != .restore, kind != .label {
            throw NetworkError(choice.package, "does not say that it is a network for \(kind)")
        }
    }

    /// What the run needs to know, with the channels that the plan has.
    func network(in outline: RunOutline) -> FrameNetwork {
        let isObjects = choice.kind == .segment
        let outputs = isObjects ? [""] : outputNames
        let channels = channels(in: outline)
        return FrameNetwork(
            name: name, hash: hash, channels: channels,
            comparedWith: predicted(in: outline).filter { !channels.contains($0) },
            every: choice.every,
            keepsImages: choice.keepsImages && !outputs.isEmpty,
            outputs: outputs.map {
                FrameNetwork.Output($0, magnification: isObjects ? 1 : magnification)
            }, givesObjects: isObjects)
    }

    /// What it makes of frames, sooner and rounded more than `tarsier predict` does.
    ///
    /// - Throws: `NetworkError` where the package cannot be run after all.
    func reader() throws -> any FrameReading {
        switch choice.kind {
        case .segment:
            try SegmentReading(
                PackagePredictor(package, method: .quickest),
                isOfPrediction: choice.structure != nil)
        case .restore, .label, .upscale:
            try ImageReading(PackagePredictor(package, method: .quickest))
        case .state, .damage: try CellReading(CellPredictor(package, method: .quickest))
        }
    }

    /// As chosen; by default transmitted light for `label` and for networks of single cells,
    /// fluorescence for the others.
    package func channels(in outline: RunOutline) -> [String] {
        let isForTransmitted = choice.kind == .label || choice.kind.judgesCells
        return choice.channels
            ?? outline.channels.filter { $0.isTransmitted == isForTransmitted }.map(\.name)
    }

    /// Whether one of its images is of `structure`.
    func predicts(_ structure: String) -> Bool { outputNames.contains(structure) }

    /// Channels of the plan that `label` predicts: those named like one of its structures.
    private func predicted(in outline: RunOutline) -> [String] {
        guard choice.kind == .label else { return [] }
        return outline.channels.map(\.name).filter { outputNames.contains($0) }
    }

    /// What does not fit the run: a sentence for each.
    func problems(in outline: RunOutline) -> [String] {
        let known = outline.channels.map(\.name)
        var problems = (choice.channels ?? []).filter { !known.contains($0) }.map {
            "networks: \(name): the plan has no channel \"\($0)\"; it has "
                + known.joined(separator: ", ")
        }
        if problems.isEmpty, channels(in: outline).isEmpty {
            problems.append("networks: \(name): the plan has no channel for it")
        }
        return problems
    }
}
