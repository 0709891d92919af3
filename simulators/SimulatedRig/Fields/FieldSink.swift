/// Where the files of a training folder go.
package protocol FieldSink {
    /// Takes a TIFF file of `pages`; `path` is relative to the folder.
    mutating func write(_ pages: [FieldImage], to path: String) throws(SettingsError)

    /// Takes a table; `path` is relative to the folder.
    mutating func write(_ table: String, to path: String) throws(SettingsError)
}
