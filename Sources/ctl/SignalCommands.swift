import Acquisition
import ArgumentParser
import Glibc

/// A run folder on the command line.
struct RunFolderArgument: ParsableArguments {
    @Argument(help: "The folder of the run.")
    var run: String
}

/// Sends a wish to the process that holds a run.
private func tell(_ folder: String, _ number: Int32, _ done: String) throws {
    guard let holder = RunFolder(path: folder).holder else {
        Terminal.tell("\(folder): nobody is running it now")
        throw ExitStatus.refused.code
    }
    guard kill(holder, number) == 0 else {
        Terminal.tell("process \(holder): \(String(cString: strerror(errno)))")
        throw ExitStatus.failed.code
    }
    Terminal.print("\(folder): \(done)")
}

struct PauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Pause a run, dark, after the exposure under way.")
    @OptionGroup var folder: RunFolderArgument
    func run() throws { try tell(folder.run, SIGUSR1, "asked to pause") }
}

struct ContinueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "continue",
        abstract: "Continue a paused run; what is still to come moves by the pause.")
    @OptionGroup var folder: RunFolderArgument
    func run() throws { try tell(folder.run, SIGUSR2, "asked to continue") }
}

struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Stop a run for good, dark after the exposure under way; what it has is kept.")
    @OptionGroup var folder: RunFolderArgument
    func run() throws { try tell(folder.run, SIGTERM, "asked to stop") }
}
