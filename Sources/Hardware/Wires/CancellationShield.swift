/// Lets what makes the instrument safe finish in a task that has been cancelled.
///
/// A cancelled task would otherwise give up waiting for the answer to "off". Wires ask
/// ``isCancelled`` in place of `Task.isCancelled`.
package enum CancellationShield {
    @TaskLocal package static var isRaised = false

    /// Whether the current task is cancelled and may give up.
    package static var isCancelled: Bool { Task.isCancelled && !isRaised }

    /// Runs `body` to its end, cancelled or not. Whatever it waits for must have a limit.
    package static func run<Value: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws(DeviceError) -> Value
    ) async throws(DeviceError) -> Value {
        let result = await $isRaised.withValue(true) { () async -> Result<Value, DeviceError> in
            do throws(DeviceError) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
