/// Why a `.npy` file cannot be read; a sentence about "it", the file.
package struct NumpyError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
