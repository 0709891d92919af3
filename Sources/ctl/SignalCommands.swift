import Acquisition
import ArgumentParser
import Glibc

/// A run folder on the command line.
struct RunFolderArgument: ParsableArguments {
    @Argument(help: "The folder of the run.")
    var run: String

    /// - Throws: where no run has begun there.
    func found() throws -> RunFolder {
        let folder = RunFolder(path: run)
        try folder.requireRun()
        return folder
    }
}

/// Sends a wish to the process that holds a run.
private func tell(_ run: RunFolderArgument, _ number: Int32, _ done: String) async throws {
    let folder = try await refusing { try run.found() }
    guard let holder = folder.holder else {
        Terminal.tell("\(folder.path): nobody is running it now")
        throw ExitStatus.refused.code
    }
    guard kill(holder, number) == 0 else {
        Terminal.tell("process \(holder): \(String(cString: strerror(errno)))")
        throw ExitStatus.failed.code
    }
    Terminal.print("\(folder.path): \(done)")
}

struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Pause a run, dark, after the exposure under way.")
    @OptionGroup var folder: RunFolderArgument
    func run() async throws { try await tell(folder, SIGUSR1, "asked to pause") }
}

struct ContinueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "continue",
        abstract: "Continue a paused run; what is still to come moves by the pause.")
    @OptionGroup var folder: RunFolderArgument
    func run() async throws { try await tell(folder, SIGUSR2, "asked to continue") }
}

struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Stop a run for good, dark after the exposure under way; what it has is kept.")
    @OptionGroup var folder: RunFolderArgument
    func run() async throws { try await tell(folder, SIGTERM, "asked to stop") }
}
