import Glibc

/// What one line does to this specimen's molecules, worked out once.
struct LineSpectrum: Sendable {
    let line: String
    let wavelength: Double
    /// Weight in the action spectrum.
    let action: Double
    /// Excitation relative to the peak, by fluorophore.
    let excitation: [Double]
}

extension Specimen {
    /// Takes in light: dose, bleaching and stress of every cell within the disc.
    ///
    /// Light that lasts beyond the present tick is taken in piece by piece as the clock advances.
    package mutating func receive(_ light: LightOnSample) {
        guard light.to > light.from, light.irradiance > 0, light.discRadiusMicrometers > 0 else {
            return
        }
        let end = tickEnd
        if light.from < end {
            var part = light
            part.to = min(light.to, end)
            apply(part)
        }
        if light.to > end {
            var rest = light
            rest.from = max(light.from, end)
            queued.append(rest)
        }
    }

    /// Takes in what earlier calls left for the tick that has just begun.
    mutating func applyQueuedLight() {
        guard !queued.isEmpty else { return }
        let waiting = queued
        queued.removeAll(keepingCapacity: true)
        for light in waiting { receive(light) }
    }

    private mutating func apply(_ light: LightOnSample) {
        let line = index(of: light)
        let radius = light.discRadiusMicrometers
        let middle = (light.from + light.to) / 2
        let moment = min(max(middle - tickStart, 0), Specimen.tick)
        // No cell glides further than this within a tick.
        let reach = radius + 5
        for index in motions.indices {
            guard abs(motions[index].x - light.centerX) < reach,
                abs(motions[index].y - light.centerY) < reach
            else { continue }
            let place = motions[index].position(after: moment)
            let relative = settings.illumination.relative(
                dx: place.x - light.centerX, dy: place.y - light.centerY, radius: radius)
            guard relative > 0, states[index].fate.death > middle else { continue }
            absorb(index, light.irradiance * relative, light, line)
        }
    }

    private mutating func absorb(
        _ index: Int, _ irradiance: Double, _ light: LightOnSample, _ line: Int
    ) {
        let spectrum = spectra[line]
        let seconds = light.seconds
        let away = max(light.from - states[index].lastLight, 0)
        states[index].lastLight = max(states[index].lastLight, light.to)
        while states[index].dose.count <= line { states[index].dose.append(0) }
        states[index].dose[line] += irradiance * seconds
        var absorbed = 0.0
        for (label, fluorophore) in settings.fluorophores.enumerated() {
            let weight = spectrum.excitation[label]
            states[index].intact[label].renew(seconds: away, fluorophore.bleaching)
            let shining = states[index].intact[label].total(fluorophore.bleaching)
            absorbed += weight * states[index].expression[label] * shining
            states[index].intact[label].bleach(
                irradiance * weight, seconds: seconds, fluorophore.bleaching)
        }
        let rules = settings.phototoxicity
        states[index].harm.stress +=
            rules.stress(irradiance, action: spectrum.action, label: absorbed) * seconds
        motions[index].isStressed = true
    }

    /// The place of the light's line in every cell's doses.
    private mutating func index(of light: LightOnSample) -> Int {
        let known = spectra.firstIndex {
            $0.line == light.line && $0.wavelength == light.wavelengthNanometers
        }
        if let known { return known }
        spectra.append(
            LineSpectrum(
                line: light.line, wavelength: light.wavelengthNanometers,
                action: settings.phototoxicity.action.weight(at: light.wavelengthNanometers),
                excitation: settings.fluorophores.map {
                    $0.excitation(at: light.wavelengthNanometers)
                }))
        return spectra.count - 1
    }

    /// The unbleached share of each label at `time`, new protein included.
    func intactShares(_ state: CellState, at time: Double) -> [Double] {
        zip(state.intact, settings.fluorophores).map { share, fluorophore in
            var share = share
            // The dead make no protein.
            let until = min(time, state.fate.death)
            share.renew(seconds: max(until - state.lastLight, 0), fluorophore.bleaching)
            return share.total(fluorophore.bleaching)
        }
    }
}
