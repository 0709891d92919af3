// swift-tools-version: 6.1
import PackageDescription

/// What every Swift target is compiled with, tests included.
let common: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// What every Swift target of the product is compiled with.
///
/// Warnings are errors where `TARSIER_STRICT` is set, as in CI: a newer compiler with a new warning
/// must not break a user's build.
let house: [SwiftSetting] =
    common
    + (Context.environment["TARSIER_STRICT"] == nil ? [] : [.unsafeFlags(["-warnings-as-errors"])])

/// What tests without loops over pixels are compiled with: what they call is optimised, they
/// themselves need not be, and that takes long.
let plainTests: [SwiftSetting] = common + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

let package = Package(
    name: "tarsier",
    products: [
        .executable(name: "tarsier", targets: ["ctl"]),
        .executable(name: "tarsier-rig", targets: ["tarsier-rig"]),
        .executable(name: "tarsier-guard", targets: ["tarsier-guard"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.28.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        // C libraries, each imported by the one target below that wraps it.
        .systemLibrary(name: "CSerialPort"),
        .systemLibrary(name: "CZeroMQ"),
        .systemLibrary(name: "CBlosc"),
        .systemLibrary(name: "CZip"),
        .systemLibrary(name: "COpenBLAS"),
        .target(name: "CTIFF", linkerSettings: [.linkedLibrary("tiff")]),
        // oneDNN's versions 2 and 3 behind the few calls that networks need.
        .target(name: "COneDNN", linkerSettings: [.linkedLibrary("dnnl")]),

        // Darkens the light sources when the controller dies: plain C, started beside it.
        .executableTarget(name: "tarsier-guard", path: "Sources/LightGuard"),
        // One call of the C library that Swift's module of it leaves out.
        .target(name: "CSync"),

        .target(
            name: "Documents", dependencies: [.product(name: "Yams", package: "Yams")],
            swiftSettings: house),
        .target(
            name: "Hardware", dependencies: ["CSerialPort", "CZeroMQ", "Documents"],
            swiftSettings: house),
        .target(
            name: "Acquisition",
            dependencies: [
                "CBlosc", "CSync", "CTIFF", "Documents", "Hardware",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: house),
        .target(
            name: "ONNX",
            dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
            exclude: ["Schema/onnx.proto"], swiftSettings: house),
        .target(
            name: "Models", dependencies: ["COneDNN", "COpenBLAS", "CZip", "Documents", "ONNX"],
            swiftSettings: house),
        .target(
            name: "Learning", dependencies: ["Acquisition", "Documents", "Hardware", "Models"],
            swiftSettings: house),
        .target(
            name: "Agent", dependencies: ["Acquisition", "Documents", "Models"],
            swiftSettings: house),
        .target(
            name: "Dashboard", dependencies: ["Acquisition", "Agent", "Models"],
            swiftSettings: house),
        .target(
            name: "Rehearsal",
            dependencies: ["Acquisition", "Agent", "Documents", "Hardware", "SimulatedRig"],
            swiftSettings: house),
        .executableTarget(
            name: "ctl",
            dependencies: [
                "Acquisition", "Agent", "Dashboard", "Documents", "Hardware", "Learning", "Models",
                "Rehearsal", "SimulatedRig",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),

        // The simulated rig imports nothing above this line.
        .target(
            name: "CRig", path: "simulators/CRig",
            linkerSettings: [.linkedLibrary("tiff"), .linkedLibrary("zmq")]),
        .target(
            name: "SimulatedRig", dependencies: ["CRig"], path: "simulators/SimulatedRig",
            swiftSettings: house),
        .executableTarget(
            name: "tarsier-rig",
            dependencies: [
                "SimulatedRig",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "simulators/tarsier-rig", swiftSettings: house),

        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Acquisition", "CZeroMQ", "Documents", "Hardware", "Learning", "Models",
                "Rehearsal", "SimulatedRig",
            ],
            path: "Benchmarks", exclude: ["Peers"], swiftSettings: common),

        .testTarget(name: "DocumentsTests", dependencies: ["Documents"], swiftSettings: plainTests),
        .testTarget(
            name: "HardwareTests",
            dependencies: ["CZeroMQ", "Documents", "Hardware", "Rehearsal", "SimulatedRig"],
            swiftSettings: plainTests),
        // Runs the Python scripts of Tests/Peers.
        .target(name: "PeerPrograms", path: "Tests/PeerPrograms", swiftSettings: common),
        .testTarget(
            name: "AcquisitionTests",
            dependencies: ["Acquisition", "Documents", "Hardware", "PeerPrograms"],
            swiftSettings: plainTests),
        .testTarget(
            name: "ONNXTests", dependencies: ["Models", "ONNX", "PeerPrograms"],
            exclude: ["Fixtures"],
            swiftSettings: common),
        .testTarget(
            name: "ModelsTests",
            dependencies: [
                "CZip", "Documents", "Models", "ONNX", "PeerPrograms", "SimulatedRig",
            ],
            exclude: ["Oracles"], swiftSettings: common),
        .testTarget(
            name: "LearningTests",
            dependencies: [
                "Acquisition", "Documents", "Hardware", "Learning", "Models", "PeerPrograms",
            ],
            swiftSettings: common),
        .testTarget(
            name: "AgentTests",
            dependencies: [
                "Acquisition", "Agent", "Documents", "Hardware", "Models", "SimulatedRig",
            ],
            swiftSettings: plainTests),
        .testTarget(
            name: "DashboardTests", dependencies: ["Acquisition", "Agent", "Dashboard", "Models"],
            swiftSettings: plainTests),
        .testTarget(
            name: "SimulatedRigTests", dependencies: ["CRig", "SimulatedRig", "tarsier-rig"],
            swiftSettings: common),
        .testTarget(
            name: "RunTests",
            dependencies: [
                "Acquisition", "Agent", "Dashboard", "Documents", "Hardware", "Models",
                "Rehearsal", "SimulatedRig",
            ],
            swiftSettings: plainTests),
        // The programs as a user has them, in processes of their own.
        .testTarget(
            name: "ProcessTests",
            dependencies: ["Acquisition", "Models", "ctl", "tarsier-rig", "tarsier-guard"],
            swiftSettings: plainTests),
        .testTarget(name: "StructureTests", swiftSettings: common),
    ]
)
