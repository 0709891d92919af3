import Acquisition
import Agent

extension PreparedNetworks {
    /// What `check` prints: each network with its hash and the channels that it will see.
    func lines(in outline: RunOutline) -> [String] {
        networks.enumerated().map { index, network in
            let head = index == 0 ? "  networks    " : "              "
            let every = network.choice.every
            let times = every == 1 ? "every time point" : "every \(every) time points"
            return head + network.name.padded(9) + network.hash.prefix(12)
                + "  \(network.channels(in: outline).joined(separator: ", ")), \(times)"
                + "  (\(network.path))"
        }
    }
}
