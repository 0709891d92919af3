import Acquisition
import Agent
import ArgumentParser
import Documents
import Foundation
import Hardware

/// The files that a run begins with.
struct Inputs {
    let experimentText: String
    let rigText: String
    let experiment: Experiment
    let rig: RigFile
    let agent: AgentConfiguration?
    let networks: NetworkSettings?

    /// Reads both files strictly.
    ///
    /// - Throws: the first thing that is wrong, with its line and column.
    init(experiment: String, rig: String) throws {
        experimentText = try Self.text(of: experiment)
        rigText = try Self.text(of: rig)
        self.rig = try RigFile.parse(rigText, file: rig)
        self.experiment = try Experiment(
            document: try Document.parse(experimentText, file: experiment))
        agent = try self.experiment.agent.map { try AgentConfiguration($0.document) }
        networks = try self.experiment.networks.map { try NetworkSettings($0) }
    }

    /// Whether the policy may leave planned light out.
    var adapts: Bool { agent?.adapts ?? false }

    /// What of the agent and the networks does not fit the run: a sentence for each.
    func problems(in outline: RunOutline, with networks: PreparedNetworks?) -> [String] {
        (networks?.problems(in: outline) ?? [])
            + (agent?.problems(in: outline, networks: networks?.channels(in: outline) ?? [:]) ?? [])
    }

    static func text(of path: String) throws -> String {
        let files = RealFileSystem()
        switch try files.kind(at: path) {
        case nil: throw Unreadable(path: path, reason: "there is no such file")
        case .folder: throw Unreadable(path: path, reason: "this is a folder; name a file in it")
        default: break
        }
        let bytes: [UInt8] = try files.read(at: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Unreadable(path: path, reason: "this is no text in UTF-8; save it as such")
        }
        return text
    }

    struct Unreadable: Error, CustomStringConvertible {
        let path: String
        let reason: String
        var description: String { "\(path): \(reason)" }
    }
}

/// Runs what may refuse; prints the reason and ends with the exit code for it.
func refusing<Result>(_ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch let code as ExitCode { throw code } catch {
        Terminal.tell("tarsier: \(error)")
        throw ExitStatus.refused.code
    }
}
