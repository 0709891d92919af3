internal import Models

/// One way through all planes of a prediction.
final class PredictionPass {
    /// More objects in a plane than 16 bits can count: to be done again with 32.
    struct TooManyObjects: Error {}

    private let job: PredictionJob
    /// The highest label that the file can hold; `nil` where images are made.
    private let maximum: Int32?
    private var writer: PredictionWriter?
    private var done = 0
    private var objectCount = 0
    private var seconds = 0.0

    init(_ job: PredictionJob, maximum: Int32?) {
        self.job = job
        self.maximum = maximum
    }

    func run(_ progress: (PredictionProgress) -> Void) throws -> PredictionSummary {
        let total = try job.frameCount()
        guard total > 0 else {
            throw LearningError(job.input.path, "there is no frame in it that the network looks at")
        }
        do {
            for (index, image) in job.input.images.enumerated() {
                for t in 0..<image.sizeT {
                    for z in 0..<image.sizeZ {
                        for place in job.runs[index].indices
                        where try job.holds(index, t: t, z: z, run: place) {
                            try predict(index, t: t, z: z, run: place)
                            progress(
                                PredictionProgress(
                                    done: done, total: total, secondsPerFrame: secondsPerFrame))
                        }
                    }
                }
            }
            try writer?.finish()
        } catch {
            writer?.abandon()
            throw error
        }
        let package = job.network.predictor.package
        return PredictionSummary(
            output: job.output, frameCount: done, secondsPerFrame: secondsPerFrame,
            network: package.name, hash: package.weights.sha256,
            objectCount: maximum == nil ? nil : objectCount)
    }

    private var secondsPerFrame: Double { seconds / Double(max(done, 1)) }

    private func predict(_ image: Int, t: Int, z: Int, run place: Int) throws {
        let planes = try times(image, upTo: t, z: z, run: place).flatMap { t in
            try job.runs[image][place].channels.map { try plane(image, t: t, c: $0, z: z) }
        }
        let started = ContinuousClock.now
        if let maximum {
            let labels = try job.network.labels(planes)
            count(since: started)
            let largest = labels.largestLabel
            guard largest <= maximum else { throw TooManyObjects() }
            objectCount += Set(labels.labels).subtracting([0]).count
            try opened(.labels(maximum: maximum)).write(labels, image: image, t: t, z: z)
            return
        }
        let answers = try job.network.images(planes)
        count(since: started)
        let names = job.runs[0].flatMap { run in
            answers.map { run.name.isEmpty ? $0.name : "\(run.name) \($0.name)" }
        }
        let writer = try opened(.images(channels: names))
        for (index, answer) in answers.enumerated() {
            try writer.write(
                answer.image, image: image, t: t, c: place * answers.count + index, z: z)
        }
    }

    /// The time points that the network is given at once, the youngest first: those that are there.
    private func times(_ image: Int, upTo t: Int, z: Int, run place: Int) throws -> [Int] {
        var times = [t]
        var before = t - 1
        while times.count < job.network.predictor.frameCount, before >= 0 {
            if try job.holds(image, t: before, z: z, run: place) { times.append(before) }
            before -= 1
        }
        return times
    }

    private func plane(_ image: Int, t: Int, c: Int, z: Int) throws -> FloatImage {
        let plane = try job.input.plane(image: image, t: t, c: c, z: z)
        guard let place = plane.pixels.firstIndex(where: { !$0.isFinite }) else { return plane }
        let (y, x) = place.quotientAndRemainder(dividingBy: plane.width)
        throw LearningError(
            job.input.path,
            "time \(t), channel \(job.input.images[image].channelNames[c]), z \(z): the pixel at "
                + "column \(x), row \(y) is \(plane.pixels[place])")
    }

    private func opened(_ content: PredictionWriter.Content) throws -> PredictionWriter {
        if let writer { return writer }
        let made = try PredictionWriter(
            path: job.output, like: job.input, content: content,
            scale: job.network.predictor.magnification)
        writer = made
        return made
    }

    private func count(since started: ContinuousClock.Instant) {
        seconds += (ContinuousClock.now - started) / .seconds(1)
        done += 1
    }
}
