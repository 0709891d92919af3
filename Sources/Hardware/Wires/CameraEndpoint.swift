/// The address of one socket, checked: nothing leaves this machine without keys.
struct CameraEndpoint: Sendable, Equatable {
    let url: String
    let keys: CurveKeys?

    init(_ url: String, keys: CurveKeys?, device: String) throws(DeviceError) {
        func refusal(_ text: String) -> DeviceError {
            DeviceError(device: device, request: "connect to \(url)", reason: .refused(text))
        }
        guard url.hasPrefix("ipc://") || Self.host(of: url) != nil else {
            throw refusal("write the address as tcp://host:port or ipc://path")
        }
        if keys == nil, let host = Self.host(of: url), !Self.isLoopback(host) {
            throw refusal(
                "\(host) is another machine, so the rig file must give server_key (CURVE)")
        }
        for key in [keys?.server, keys?.pair?.publicKey, keys?.pair?.secretKey] {
            guard key.map({ $0.utf8.count == 40 }) ?? true else {
                throw refusal("a CURVE key has 40 characters (Z85)")
            }
        }
        self.url = url
        self.keys = keys
    }

    private static func host(of url: String) -> String? {
        guard url.hasPrefix("tcp://"), let colon = url.lastIndex(of: ":"),
            let port = UInt16(url[url.index(after: colon)...]), port > 0
        else { return nil }
        let host = url[..<colon].dropFirst("tcp://".count)
        return host.isEmpty ? nil : String(host)
    }

    /// Only literal addresses and the one name that means this machine.
    static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "[::1]"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
