import Glibc

/// The content of a ``MemoryFileSystem``: a plain value, so that a test can keep a copy.
package struct MemoryDisk: Sendable {
    /// Something that a power cut may or may not undo.
    package enum UnsyncedChange: Sendable {
        /// The content that `path` has now, against what was synced of it.
        case content(path: String)
        /// The first half of that content, where the whole is not kept.
        case tornContent(path: String)
        /// That the name exists, is gone, or names another file.
        case name(path: String)
    }

    private struct File {
        var content: [UInt8] = []
        var synced: [UInt8] = []
    }

    private struct Folder {
        var entries: [String: Int] = [:]
        var synced: [String: Int] = [:]
    }

    private var files: [Int: File] = [:]
    private var folders: [Int: Folder] = [0: Folder()]
    private var open: [Int32: Int] = [:]
    private var lastNode = 0
    private var lastDescriptor: Int32 = 2
    private let capacity: Int
    private var usedByteCount = 0

    init(capacity: Int) { self.capacity = capacity }

    var freeByteCount: Int { capacity - usedByteCount }

    mutating func createFolder(at path: String) throws(StorageError) -> Bool {
        let (parent, name) = try place(path, "create folder")
        if let node = folders[parent]?.entries[name] {
            if folders[node] != nil { return false }
            throw StorageError("create folder", path, .system(errno: EEXIST))
        }
        lastNode += 1
        folders[lastNode] = Folder()
        folders[parent]?.entries[name] = lastNode
        return true
    }

    mutating func createFile(at path: String) throws(StorageError) -> OpenFile {
        let (parent, name) = try place(path, "create")
        let node: Int
        if let existing = folders[parent]?.entries[name] {
            guard folders[existing] == nil else {
                throw StorageError("create", path, .system(errno: EISDIR))
            }
            node = existing
            usedByteCount -= files[node]?.content.count ?? 0
            files[node]?.content = []
        } else {
            lastNode += 1
            node = lastNode
            files[node] = File()
            folders[parent]?.entries[name] = node
        }
        lastDescriptor += 1
        open[lastDescriptor] = node
        return OpenFile(descriptor: lastDescriptor, path: path)
    }

    mutating func write(_ bytes: [UInt8], to file: OpenFile) throws(StorageError) -> Int {
        let node = try node(of: file, "write")
        let count = min(bytes.count, freeByteCount)
        guard count > 0 || bytes.isEmpty else {
            throw StorageError("write", file.path, .system(errno: ENOSPC))
        }
        files[node]?.content.append(contentsOf: bytes.prefix(count))
        usedByteCount += count
        return count
    }

    mutating func synchronize(_ file: OpenFile) throws(StorageError) {
        let node = try node(of: file, "sync")
        let content = files[node]?.content ?? []
        files[node]?.synced = content
    }

    mutating func close(_ file: OpenFile) throws(StorageError) {
        _ = try node(of: file, "close")
        open[file.descriptor] = nil
    }

    mutating func rename(_ source: String, to destination: String) throws(StorageError) {
        let (oldParent, oldName) = try place(source, "rename")
        let (newParent, newName) = try place(destination, "rename to")
        guard let node = folders[oldParent]?.entries[oldName] else {
            throw StorageError("rename", source, .system(errno: ENOENT))
        }
        if let replaced = folders[newParent]?.entries[newName], replaced != node {
            guard let file = files[replaced] else {
                throw StorageError("rename to", destination, .system(errno: EISDIR))
            }
            usedByteCount -= file.content.count
        }
        folders[oldParent]?.entries[oldName] = nil
        folders[newParent]?.entries[newName] = node
    }

    mutating func synchronizeFolder(at path: String) throws(StorageError) {
        let node = try existing(path, "sync folder")
        guard let folder = folders[node] else {
            throw StorageError("sync folder", path, .system(errno: ENOTDIR))
        }
        folders[node]?.synced = folder.entries
    }

    mutating func synchronizeEverything() {
        for (node, file) in files { files[node]?.synced = file.content }
        for (node, folder) in folders { folders[node]?.synced = folder.entries }
    }

    mutating func remove(at path: String) throws(StorageError) {
        let node = try existing(path, "remove")
        guard let file = files[node] else {
            throw StorageError("remove", path, .system(errno: EISDIR))
        }
        let (parent, name) = try place(path, "remove")
        folders[parent]?.entries[name] = nil
        usedByteCount -= file.content.count
    }

    func read(at path: String, limit: Int) throws(StorageError) -> [UInt8] {
        let node = try existing(path, "read")
        guard let file = files[node] else {
            throw StorageError("read", path, .system(errno: EISDIR))
        }
        return Array(file.content.prefix(limit))
    }

    func names(inFolder path: String) throws(StorageError) -> [String] {
        let node = try existing(path, "list")
        guard let folder = folders[node] else {
            throw StorageError("list", path, .system(errno: ENOTDIR))
        }
        return folder.entries.keys.sorted()
    }

    func kind(at path: String) -> FileKind? {
        guard let node = try? existing(path, "look at") else { return nil }
        if let file = files[node] { return .file(byteCount: file.content.count) }
        return .folder
    }
}

// MARK: - What survives

extension MemoryDisk {
    func withoutOpenFiles() -> MemoryDisk {
        var disk = self
        disk.open = [:]
        return disk
    }

    func afterPowerCut(isKept: (UnsyncedChange) -> Bool) -> MemoryDisk {
        var disk = withoutOpenFiles()
        disk.cutFolder(0, path: "", isKept)
        disk.usedByteCount = disk.files.values.reduce(0) { $0 + $1.content.count }
        return disk
    }

    private mutating func cutFolder(
        _ node: Int, path: String, _ isKept: (UnsyncedChange) -> Bool
    ) {
        guard let folder = folders[node] else { return }
        var kept = folder.synced
        for name in Set(folder.entries.keys).union(folder.synced.keys).sorted()
        where folder.entries[name] != folder.synced[name] {
            if isKept(.name(path: "\(path)/\(name)")) { kept[name] = folder.entries[name] }
        }
        folders[node] = Folder(entries: kept, synced: kept)
        for (name, child) in kept.sorted(by: { $0.key < $1.key }) {
            cutFolder(child, path: "\(path)/\(name)", isKept)
            cutFile(child, path: "\(path)/\(name)", isKept)
        }
    }

    private mutating func cutFile(_ node: Int, path: String, _ isKept: (UnsyncedChange) -> Bool) {
        guard var file = files[node] else { return }
        if file.content != file.synced, !isKept(.content(path: path)) {
            let isTorn = isKept(.tornContent(path: path))
            file.content = isTorn ? Array(file.content.prefix(file.content.count / 2)) : file.synced
        }
        file.synced = file.content
        files[node] = file
    }
}

// MARK: - Paths

extension MemoryDisk {
    private func node(of file: OpenFile, _ operation: String) throws(StorageError) -> Int {
        guard let node = open[file.descriptor] else {
            throw StorageError(operation, file.path, .system(errno: EBADF))
        }
        return node
    }

    private func existing(_ path: String, _ operation: String) throws(StorageError) -> Int {
        var node = 0
        for name in parts(of: path) {
            guard let folder = folders[node] else {
                throw StorageError(operation, path, .system(errno: ENOTDIR))
            }
            guard let next = folder.entries[name] else {
                throw StorageError(operation, path, .system(errno: ENOENT))
            }
            node = next
        }
        return node
    }

    private func place(
        _ path: String, _ operation: String
    ) throws(StorageError) -> (parent: Int, name: String) {
        guard let name = parts(of: path).last else {
            throw StorageError(operation, path, .system(errno: EEXIST))
        }
        let parent = try existing(parts(of: path).dropLast().joined(separator: "/"), operation)
        guard folders[parent] != nil else {
            throw StorageError(operation, path, .system(errno: ENOTDIR))
        }
        return (parent, name)
    }

    private func parts(of path: String) -> [String] {
        path.split(separator: "/").filter { $0 != "." }.map(String.init)
    }
}
