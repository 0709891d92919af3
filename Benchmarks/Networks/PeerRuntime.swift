/// A runtime for networks by others.
enum PeerRuntime: String, CaseIterable {
    case onnxruntime, openvino

    /// How long runs of the network in the file take; empty where the peer is not installed.
    func times(
        _ path: String, threads: Int, runs: Int, shape: [Int]
    ) throws -> [Duration] {
        try PythonPeer.lines(
            "time_network.py",
            [path, rawValue, "\(threads)", "\(runs)"] + shape.map(String.init)
        ).compactMap { Duration(peerMilliseconds: $0) }
    }
}
