import ArgumentParser
import Foundation

/// The program of the simulated rig: a microscope on wires, or fields of its specimen with truth.
@main
struct TarsierRig: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tarsier-rig",
        abstract: "A simulated microscope with living cells.",
        discussion: """
            Without a subcommand it serves: see tarsier-rig serve --help for the options.

            Exit codes: 0 ended as asked, 64 wrong usage, 65 wrong settings, 73 cannot create a \
            port, socket or file.
            """,
        version: Self.version,
        subcommands: [Serve.self, Fields.self], defaultSubcommand: Serve.self)

    /// That of `tarsier`, with which it comes.
    private static let version = "0.1.0"

    /// Says what went wrong in one line and ends with `code`.
    static func failing<Value>(with code: Int32, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            say("\(error)")
            throw ExitCode(code)
        }
    }

    /// To people, beside what the program prints.
    static func say(_ line: String) {
        FileHandle.standardError.write(Data("tarsier-rig: \(line)\n".utf8))
    }
}
