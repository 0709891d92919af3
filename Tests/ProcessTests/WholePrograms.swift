import Testing

/// The programs as a user has them, one test after the other: each needs the machine's time for
/// itself.
@Suite("Whole programs", .serialized)
enum WholePrograms {}
