import ArgumentParser

/// Words with commas between them, as one argument; empty for none.
struct NameList: ExpressibleByArgument {
    let names: [String]

    init(_ names: [String]) {
        self.names = names
    }

    init(argument: String) {
        names = argument.split(separator: ",").map { word in
            String(word.drop { $0 == " " })
        }
    }

    var defaultValueDescription: String { names.joined(separator: ",") }
}
