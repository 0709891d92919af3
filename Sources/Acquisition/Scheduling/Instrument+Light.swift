package import Hardware

extension Instrument {
    /// The setting nearest to `fraction` that the device of `light` has.
    package var attainableFraction: LightTable.Attain {
        let sources = lights
        return { light, fraction in
            sources[light.device]?.attainableFraction(fraction, line: light.line) ?? fraction
        }
    }
}
