extension Proposal {
    /// What is asked for, in words for a person, without the position.
    ///
    /// - Parameter number: How numbers are written.
    package func words(number: (Double) -> String) -> String {
        // Names from a wayward policy could be of any length.
        let channel = channel.prefix(40)
        switch change {
        case .take(let isOn): return "\(channel) \(isOn ? "on" : "off")"
        case .exposure(let seconds): return "\(channel) exposure \(number(seconds * 1000)) ms"
        case .power(let milliwatts): return "\(channel) power \(number(milliwatts)) mW"
        case .every(let count):
            return count == 1
                ? "\(channel) at every time point" : "\(channel) every \(count) time points"
        case .planes(let planes):
            guard let planes else { return "\(channel) all planes" }
            let named = planes.prefix(12).map(String.init).joined(separator: ", ")
            return "\(channel) planes \(named)\(planes.count > 12 ? ", …" : "")"
        case .focus(let offset):
            return "\(channel) focus \(offset < 0 ? "" : "+")\(number(offset)) µm"
        case .virtual(let network):
            return "\(channel) off, as \(network.prefix(40)) predicts it"
        case .stop: return "\(channel) stopped"
        }
    }
}
