import Documents
import FoundationEssentials

extension RigReading {
    static let drivers = ["asi-ms2000", "lumencor-gen3", "zmq-camera"]

    static func devices(_ document: Document) throws(DocumentError) -> [RigFile.Device] {
        var devices: [RigFile.Device] = []
        var ports: Set<String> = []
        for entry in try document.entries() {
            let device = try device(label: try entry.key.name(), entry.value)
            guard ports.insert(device.port).inserted else {
                throw entry.value.fail("two devices on one port: \(device.port)")
            }
            devices.append(device)
        }
        return devices
    }

    private static func device(
        label: String, _ document: Document
    ) throws(DocumentError) -> RigFile.Device {
        let all = try document.entries()
        guard let driver = all.first(where: { $0.key.text == "driver" })?.value else {
            throw document.fail("missing key \"driver\"; known: \(drivers.joined(separator: ", "))")
        }
        switch try driver.choice(drivers) {
        case "asi-ms2000":
            let keys = try document.mapping(["driver", "port", "baud", "settle"])
            let settle = try keys["settle"]?.duration() ?? .milliseconds(50)
            guard (.zero ... .seconds(10)).contains(settle) else {
                throw keys.document.fail("settle is 0 s to 10 s")
            }
            return RigFile.Device(
                label: label,
                driver: .ms2000(
                    port: try keys.required("port").string(), baud: try baud(keys["baud"]),
                    settleTime: settle))
        case "lumencor-gen3":
            let keys = try document.mapping(["driver", "port", "baud"])
            return RigFile.Device(
                label: label,
                driver: .lumencor(
                    port: try keys.required("port").string(), baud: try baud(keys["baud"])))
        default:
            return RigFile.Device(label: label, driver: .zmqCamera(try cameraAddress(document)))
        }
    }

    private static func baud(_ document: Document?) throws(DocumentError) -> Int {
        guard let document else { return 115_200 }
        let baud = try document.int()
        let known = [9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600]
        guard known.contains(baud) else {
            throw document.fail("baud is one of \(known.map(String.init).joined(separator: ", "))")
        }
        return baud
    }

    private static func cameraAddress(_ document: Document) throws(DocumentError) -> CameraAddress {
        let keys = try document.mapping([
            "driver", "control", "data", "server_key", "public_key", "secret_key",
        ])
        var address = CameraAddress(
            control: try keys.required("control").string(), data: try keys.required("data").string()
        )
        guard let server = try keys["server_key"].map(curveKey) else {
            if let stray = keys["public_key"] ?? keys["secret_key"] {
                throw stray.fail("keys of ours are of no use without server_key")
            }
            return address
        }
        var pair: CurveKeys.Pair?
        switch (keys["public_key"], keys["secret_key"]) {
        case (.some(let ours), .some(let secret)):
            pair = CurveKeys.Pair(
                publicKey: try curveKey(ours), secretKey: try curveKey(secret))
        case (.none, .none): break
        case (.some(let lonely), .none), (.none, .some(let lonely)):
            throw lonely.fail("public_key and secret_key come together")
        }
        address.keys = CurveKeys(server: server, pair: pair)
        return address
    }

    /// A key itself, or the path of a file that holds nothing else.
    private static func curveKey(_ document: Document) throws(DocumentError) -> String {
        let text = try document.string()
        if isKey(text) { return text }
        // Whatever keeps it from being read, the message below says what is needed.
        guard let content = try? String(contentsOfFile: text, encoding: .utf8) else {
            throw document.fail("neither a CURVE key of 40 characters nor a file that can be read")
        }
        let key = String(content.filter { !$0.isWhitespace })
        guard isKey(key) else {
            throw document.fail("\"\(text)\" does not hold a CURVE key of 40 characters")
        }
        return key
    }

    /// 40 characters of Z85 (ZeroMQ RFC 32).
    private static func isKey(_ text: String) -> Bool {
        text.utf8.count == 40
            && text.utf8.allSatisfy { byte in
                UnicodeScalar(byte).properties.isAlphabetic
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || ".-:+=^!/*?&<>()[]{}@%$#".utf8.contains(byte)
            }
    }
}
