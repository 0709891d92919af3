/// The commands that move the stage or tell where it is.
extension MS2000 {
    /// From micrometres of the mechanics to units on the wire.
    private func wireUnits(_ micrometers: Double, axis index: Int) -> Double {
        (micrometers - origins[index]) * unitsPerMillimeter[index] / 1000
    }

    private func micrometers(_ units: Double, axis index: Int) -> Double {
        units * 1000 / unitsPerMillimeter[index] + origins[index]
    }

    /// `M`, `R` and `!`.
    mutating func move(
        _ command: MS2000Command, at time: Double
    ) throws(MS2000Command.Failure) -> String {
        var targets: [(Int, Double)] = []
        for (index, operation) in try addressed(command) {
            let units: Double
            switch operation {
            case .value(let value): units = value
            case .bare: units = 0
            default: throw .syntax
            }
            switch command.verb {
            case "M": targets.append((index, micrometers(units, axis: index)))
            case "R":
                let way = units * 1000 / unitsPerMillimeter[index]
                targets.append((index, axes[index].target + way))
            // The factory's home lies beyond the travel: the axis runs to its upper limit.
            default: targets.append((index, axes[index].mechanics.highestMicrometers))
            }
        }
        for (index, place) in targets { start(index, to: place, at: time) }
        return ":A "
    }

    /// `W`: the values in the controller's order of axes.
    func whereIs(
        _ command: MS2000Command, at time: Double
    ) throws(MS2000Command.Failure) -> String {
        let asked = Set(try addressed(command).map(\.index)).sorted()
        let values = asked.map {
            fixed(wireUnits(axes[$0].encoderPosition(at: time), axis: $0), 1) + " "
        }
        return ":A " + values.joined()
    }

    /// `\` and `HALT`.
    mutating func halt(at time: Double) throws(MS2000Command.Failure) -> String {
        var wasMoving = false
        for index in axes.indices where axes[index].halt(at: time) { wasMoving = true }
        if wasMoving { throw .halted }
        return ":A "
    }

    /// `RS`: `N` or `B` for `X?`, the status byte in decimal for `X`.
    func status(
        _ command: MS2000Command, at time: Double
    ) throws(MS2000Command.Failure) -> String {
        let asked = try addressed(command).sorted { $0.index < $1.index }
        if asked.allSatisfy({ $0.operation == .query }) {
            let letters = asked.map { isBusy($0.index, at: time) ? "B" : "N" }
            return ":A " + letters.joined()
        }
        let bytes = asked.map { String(statusByte($0.index, at: time)) }
        return ":A " + bytes.joined(separator: " ")
    }

    /// `RB`: one raw byte per axis.
    func statusBytes(
        _ command: MS2000Command, at time: Double
    ) throws(MS2000Command.Failure) -> [UInt8] {
        let asked = Set(try addressed(command).map(\.index)).sorted()
        return [UInt8(ascii: ":")] + asked.map { statusByte($0, at: time) } + [0x0D, 0x0A]
    }

    private func isBusy(_ index: Int, at time: Double) -> Bool {
        isBusyForever || axes[index].isBusy(at: time)
    }

    private func statusByte(_ index: Int, at time: Double) -> UInt8 {
        let axis = axes[index]
        let isMoving = axis.isMoving(at: time)
        let place = axis.encoderPosition(at: time)
        var byte: UInt8 = 0x08
        if isBusy(index, at: time) { byte |= 0x01 }
        if isMotorOn(index) { byte |= 0x02 }
        if isMoving { byte |= 0x04 }
        if isMoving && axis.isSpeedingUp(at: time) { byte |= 0x30 }
        if place >= axis.mechanics.highestMicrometers { byte |= 0x40 }
        if place <= axis.mechanics.lowestMicrometers { byte |= 0x80 }
        return byte
    }

    /// `SL` and `SU`, in millimetres of the controller's own coordinates.
    mutating func limit(
        _ command: MS2000Command, at time: Double
    ) throws(MS2000Command.Failure) -> String {
        let place: WritableKeyPath<StageAxis.Parameters, Double> =
            command.verb == "SL" ? \.lowestMicrometers : \.highestMicrometers
        var asked: Set<Int> = []
        for (index, operation) in try addressed(command) {
            let mechanics = axes[index].mechanics
            switch operation {
            case .query: asked.insert(index)
            case .value(let limit):
                axes[index].parameters[keyPath: place] = limit * 1000 + origins[index]
            case .bare: axes[index].parameters[keyPath: place] = origins[index]
            case .plus: axes[index].parameters[keyPath: place] = axes[index].motorPosition(at: time)
            case .minus:
                axes[index].parameters[keyPath: place] =
                    command.verb == "SL"
                    ? mechanics.lowestMicrometers : mechanics.highestMicrometers
            }
        }
        guard !asked.isEmpty else { return ":A " }
        let values = asked.sorted().map { index in
            let limit = axes[index].parameters[keyPath: place] - origins[index]
            return "\(Self.letters[index])=\(fixed(limit / 1000, 6))"
        }
        return ":A " + values.joined(separator: " ")
    }

    /// `UM`: wire units per millimetre.
    mutating func units(_ command: MS2000Command) throws(MS2000Command.Failure) -> String {
        var asked: Set<Int> = []
        for (index, operation) in try addressed(command) {
            switch operation {
            case .query: asked.insert(index)
            case .value(let units):
                guard (1...10_000_000).contains(abs(units)) else { throw .outOfRange }
                unitsPerMillimeter[index] = units
            default: throw .outOfRange
            }
        }
        guard !asked.isEmpty else { return ":A " }
        let values = asked.sorted().map {
            "\(Self.letters[$0])=\(fixed(unitsPerMillimeter[$0], 1))"
        }
        return ":" + values.joined(separator: " ") + " A"
    }

    /// `H`: the present place gets a new name.
    mutating func setHere(
        _ command: MS2000Command, at time: Double
    ) throws(MS2000Command.Failure) -> String {
        for (index, operation) in try addressed(command) {
            let units: Double
            switch operation {
            case .value(let value): units = value
            case .bare: units = 0
            default: throw .syntax
            }
            let here = axes[index].encoderPosition(at: time)
            origins[index] = here - units * 1000 / unitsPerMillimeter[index]
        }
        return ":A "
    }

    /// `Z`: all axes read 0 here.
    mutating func setZero(at time: Double) -> String {
        for index in axes.indices { origins[index] = axes[index].encoderPosition(at: time) }
        return ":A "
    }

    /// `LD`, `RM` and `RT`: points to visit one by one.
    mutating func ringBuffer(
        _ command: MS2000Command, at time: Double
    ) throws(MS2000Command.Failure) -> String {
        switch command.verb {
        case "LD":
            var point: [Double?] = [nil, nil, nil]
            for (index, operation) in try addressed(command) {
                guard case .value(let units) = operation else { throw .missingParameter }
                point[index] = micrometers(units, axis: index)
            }
            try ring.append(point)
            return ":A "
        case "RM" where command.arguments.isEmpty:
            guard isTriggerIntoRing, let point = ring.next() else { throw .failed }
            for (index, place) in point.enumerated() {
                if let place { start(index, to: place, at: time) }
            }
            return ":A "
        default: return try ring.configure(command)
        }
    }
}
