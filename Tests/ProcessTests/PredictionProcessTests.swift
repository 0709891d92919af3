import Acquisition
import Foundation
import Models
import Testing

extension WholePrograms {
    @Suite("Networks on the command line")
    struct PredictionProcessTests {
        private struct Stack: Encodable {
            var path: String
            var shape: [Int]
            var axes: String
            var type: String
        }

        /// A folder with `Networks/restore.zip`, whose network has learnt nothing, and `in.tif`.
        private static func bench() throws -> String {
            let folder = NSTemporaryDirectory() + "tarsier-\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: folder + "/Networks", withIntermediateDirectories: true)
            var lesson = RestoreLesson(training: [], validation: [])
            lesson.shape.widths = [4, 8]
            let example = FloatImage(
                width: 64, height: 64, pixels: (0..<4096).map { Float($0 % 97) })
            let package = try NetworkPackage(
                lesson, network: lesson.shape.network(seed: 1), pixelMicrometers: 0.5
            ).made(name: "Sample restore", documentation: "# A card\n", example: [example])
            try package.write(zip: folder + "/Networks/restore.zip")
            let planes = (0..<2).map { page in (0..<1200).map { UInt16($0 % (50 + page)) } }
            try StackWriter().write(
                PlaneStack(
                    width: 40, height: 30, sizeT: 2, planes: .uint16(planes), pixelMicrometers: 0.5),
                to: folder + "/in.tif")
            return folder
        }

        private static func run(
            _ arguments: [String], in folder: String
        ) async throws -> ChildProcess.Ending {
            try await ChildProcess(
                Programs.built("tarsier"), arguments, in: folder, name: "call"
            ).ending()
        }

        @Test(
            "predict writes what tifffile opens, and says with which network",
            .enabled(if: Programs.hasOrMustHavePython, Comment(rawValue: Programs.pythonAdvice)))
        func predict() async throws {
            let folder = try Self.bench()
            defer { try? FileManager.default.removeItem(atPath: folder) }  // Only temporary files.

            let first = try await Self.run(["predict", "restore", "in.tif", "out.tif"], in: folder)
            let second = try await Self.run(
                ["predict", "restore", "in.tif", "out.tif"], in: folder)

            #expect(first.code == 0, "\(first.errors)")
            #expect(first.output.hasPrefix("out.tif: 2 frames, "), "\(first.output)")
            #expect(first.output.contains("by Sample restore ("))
            #expect(first.complaints.isEmpty, "\(first.errors)")
            let reader = try await PythonReader.check(stacks: [
                Stack(
                    path: folder + "/out.tif", shape: [2, 2, 30, 40], axes: "TCYX",
                    type: "float32")
            ])
            #expect(reader.code == 0, "\(reader.output)\(reader.errors)")
            #expect(second.code == 2)
            #expect(second.errors.contains("tarsier: out.tif: it is there already"))
        }

        @Test("models lists what is on the shelf, and shows a card")
        func models() async throws {
            let folder = try Self.bench()
            defer { try? FileManager.default.removeItem(atPath: folder) }  // Only temporary files.

            let list = try await Self.run(["models"], in: folder)
            let card = try await Self.run(["models", "restore"], in: folder)
            let none = try await Self.run(["models", "restroe"], in: folder)

            #expect(list.code == 0, "\(list.errors)")
            #expect(list.output.contains("restore"), "\(list.output)")
            #expect(card.output.hasPrefix("# A card\n"), "\(card.output)")
            #expect(card.output.contains("restored: channel (mean, scale), y, x"))
            #expect(none.code == 2 && none.errors.contains("did you mean \"restore\"?"))
        }

        @Test("evaluate refuses frames that can judge nothing in one line")
        func evaluate() async throws {
            let folder = try Self.bench()
            defer { try? FileManager.default.removeItem(atPath: folder) }  // Only temporary files.
            try FileManager.default.createDirectory(
                atPath: folder + "/data", withIntermediateDirectories: true)
            try StackWriter().write(
                PlaneStack(
                    width: 40, height: 30, planes: .uint16([[UInt16](repeating: 1, count: 1200)])),
                to: folder + "/data/a.tif")

            let ending = try await Self.run(
                ["evaluate", "restore", "--data", "data"], in: folder)

            #expect(ending.code == 2)
            #expect(ending.complaints.count == 1, "\(ending.errors)")
            #expect(ending.errors.contains("no camera frame of 32 pixels a side to judge by"))
        }

        @Test("the threads of networks wait without spinning, whatever the caller's environment")
        func quietThreads() async throws {
            let folder = try Self.bench()
            defer { try? FileManager.default.removeItem(atPath: folder) }  // Only temporary files.
            let process = try ChildProcess(
                Programs.built("tarsier"), ["models", "restore", "--speed"], in: folder,
                name: "call")
            var isQuiet = false

            while process.isRunning, !isQuiet {
                let path = "/proc/\(process.identifier)/environ"
                let variables = FileManager.default.contents(atPath: path) ?? Data()
                isQuiet = variables.split(separator: 0).contains(
                    Data("OMP_WAIT_POLICY=passive".utf8))
            }

            #expect(isQuiet)
            let ending = try await process.ending()
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(ending.output.contains("2 threads"), "\(ending.output)")
        }
    }
}
