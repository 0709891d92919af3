/// The weights of a learned policy as a run keeps them: the run can be resumed and reported without the
/// file that it began with.
package struct KeptPolicyFile: Sendable, Hashable {
    /// As the experiment names it.
    package let name: String
    package let bytes: [UInt8]

    /// Where the copy lies in the run's folder.
    package var path: String { Self.path(of: name) }

    static func path(of name: String) -> String {
        "policies/" + name.replacing("/", with: "_")
    }
}
