// swift-tools-version: 6.1
import PackageDescription

/// What the product's targets are compiled with.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// A package of its own: a program without a main must not stop those who build Tarsier. The sources are the
// product's, by a symbolic link, so that what is internal there can be called here.
let package = Package(
    name: "fuzzing",
    dependencies: [
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.28.0")
    ],
    targets: [
        .target(
            name: "ONNX",
            dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
            exclude: ["Schema/onnx.proto"], swiftSettings: settings),
        .executableTarget(name: "ONNXFuzzer", dependencies: ["ONNX"], swiftSettings: settings),
    ]
)
