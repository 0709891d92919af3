import ArgumentParser
import Glibc

/// Starts the simulated rig, which is a program of its own.
struct RigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rig",
        abstract: "Start the simulated rig: instruments, specimen and all.",
        discussion: """
            Runs `tarsier-rig` with the same options; `tarsier rig --help` shows them. It opens \
            pseudo-terminals for a stage and a light engine and ZeroMQ sockets for a camera, and \
            writes a rig.yaml that `tarsier run --rig` takes. `tarsier rig fields` renders images to \
            train networks on.
            """)

    @Argument(parsing: .captureForPassthrough, help: "Options of tarsier-rig.")
    var options: [String] = []

    func run() throws {
        let program = try Siblings.path(of: "tarsier-rig")
        let named = ["serve", "fields", "help"].contains(options.first ?? "")
        let words = [program] + (named ? options : ["serve"] + options)
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        execv(program, &arguments)
        Terminal.tell("tarsier-rig: \(program) does not start: \(String(cString: strerror(errno)))")
        throw ExitStatus.refused.code
    }
}
