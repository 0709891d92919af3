import Hardware
import Synchronization

/// A line in memory to an instrument that answers before the write has returned.
final class InstantLine: LineChannel {
    private struct State: Sendable {
        var device: any InstantDevice
        var replies: [[UInt8]] = []
    }

    private let state: Mutex<State>

    init(_ device: any InstantDevice) { state = Mutex(State(device: device)) }

    var descriptor: Int32? { nil }

    func write(_ bytes: [UInt8]) async throws(SerialError) {
        state.withLock { state in
            let requests = bytes.split(
                separator: state.device.requestEnd, omittingEmptySubsequences: false)
            for request in requests.dropLast() {
                let words = String(decoding: request, as: UTF8.self).split(separator: " ")
                state.replies.append(Array(state.device.answer(words.map(String.init)).utf8))
            }
        }
    }

    func readLine(
        endingWith terminator: [UInt8], within timeout: Duration
    ) async throws(SerialError) -> [UInt8] {
        let reply = state.withLock { state in
            state.replies.isEmpty ? nil : state.replies.removeFirst()
        }
        guard let reply else { throw SerialError(.timedOut(after: timeout), "read") }
        return reply
    }

    func discardInput() async throws(SerialError) -> [UInt8] {
        state.withLock { state in
            defer { state.replies = [] }
            return Array(state.replies.joined())
        }
    }

    func close() async {}
}
