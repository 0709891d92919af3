import Testing

@testable import SimulatedRig

@Suite("Training fields")
struct FieldGeneratorTests {
    @Test("the same seed gives the same files, another seed gives others")
    func sameness() throws {
        let first = try FieldMemory.made { $0.fields = 3 }
        let again = try FieldMemory.made { $0.fields = 3 }
        let other = try FieldMemory.made {
            $0.fields = 3
            $0.seed = 2
        }

        #expect(first == again)
        #expect(first.files["frames/f000-000.tif"] != other.files["frames/f000-000.tif"])
        #expect(first.tables["cells.csv"] != other.tables["cells.csv"])
    }

    @Test("each field is seen through optics of its own, and is the same field")
    func variedOptics() throws {
        let usual = try FieldMemory.made { $0.fields = 4 }
        let varied = try FieldMemory.made {
            $0.fields = 4
            $0.hasVariedOptics = true
        }

        #expect(usual.tables["cells.csv"] == varied.tables["cells.csv"])
        var grounds: [Double] = []
        for name in usual.names {
            let labels = try varied.image(name, "cells", .labels).labels
            #expect(try usual.image(name, "cells", .labels).labels == labels)
            // What is darkest is the medium.
            let truth = try varied.image(name, "nuclei", .truth).electrons.sorted()
            grounds.append(truth[truth.count / 50])
        }
        #expect(Set(grounds).count == 4)
        let (least, most) = (grounds.min() ?? 1, grounds.max() ?? 1)
        #expect(most > 1.3 * least, "\(grounds)")
    }

    @Test("the table of frames names every page once and says what it shows")
    func frameTable() throws {
        let folder = try FieldMemory.made { $0.frames = 2 }

        let pages = folder.frames.map { "\($0["file"] ?? "")#\($0["page"] ?? "")" }
        #expect(Set(pages).count == pages.count)
        #expect(pages.count == folder.files.values.reduce(0) { $0 + $1.count })
        for row in folder.frames {
            let image = try folder.image(row)
            #expect(row["channel"] == image.channel)
            #expect(row["kind"] == image.kind.rawValue)
            #expect(row.count == 12)
        }
        #expect(folder.names.count == 12)
        #expect(Set(folder.frames.compactMap { $0["position"] }).count == 6)
        #expect(Set(folder.frames.compactMap { $0["seconds"] }) == ["0", "300"])
        #expect(Set(folder.frames.compactMap { $0["light"] }) == ["1", "0.0166667", "0.05"])
    }

    @Test("every cell of the table has its label at its centre, and every label its row")
    func cellTable() throws {
        let folder = try FieldMemory.made { _ in }

        for frame in folder.names {
            let cells = try folder.image(frame, "cells", .labels)
            let nuclei = try folder.image(frame, "nuclei", .labels)
            let rows = folder.cells.filter { $0["frame"] == frame }
            #expect(Set(rows.map { Int($0["label"] ?? "") }) == Set(cells.labels.filter { $0 > 0 }))
            #expect(zip(cells.labels, nuclei.labels).allSatisfy { $1 == 0 || $0 == $1 })
            for row in rows {
                let column = Int(try #require(Double(row["x"] ?? "")).rounded())
                let line = Int(try #require(Double(row["y"] ?? "")).rounded())
                _ = try #require(CellPhase(rawValue: row["state"] ?? ""))
                #expect(row["damage"] == "0")
                guard (0..<cells.width).contains(column), (0..<cells.height).contains(line) else {
                    continue
                }
                #expect(cells.labels[line * cells.width + column] == Int(row["label"] ?? ""))
            }
        }
    }

    @Test("labels lie on the light of what they outline")
    func labelsOverlapLight() throws {
        let folder = try FieldMemory.made { _ in }

        for (channel, outlined) in [("nuclei", "nuclei"), ("cytoplasm", "cells")] {
            var inside = (sum: 0.0, count: 0.0)
            var outside = (sum: 0.0, count: 0.0)
            for frame in folder.names {
                let truth = try folder.image(frame, channel, .truth).electrons
                let labels = try folder.image(frame, outlined, .labels).labels
                for (electrons, label) in zip(truth, labels) {
                    if label > 0 {
                        inside = (inside.sum + electrons, inside.count + 1)
                    } else {
                        outside = (outside.sum + electrons, outside.count + 1)
                    }
                }
            }
            #expect(inside.sum / inside.count > 8 * outside.sum / outside.count)
            // Hardly any of it lies outside, but for the haze.
            #expect(outside.sum < 0.6 * inside.sum)
        }
    }

    @Test("a frame is its truth within the noise, at any light", arguments: [1.0, 20, 60])
    func frameAndTruth(divisor: Double) throws {
        let folder = try FieldMemory.made { $0.fields = 3 }

        for row in folder.frames where row["kind"] == "frame" {
            let image = try folder.image(row)
            guard abs(image.light * divisor - 1) < 1e-9 else { continue }
            let frame = try #require(row["frame"])
            let truth = try folder.image(frame, image.channel, .truth).electrons
            var difference = 0.0
            var surprise = 0.0
            for (seen, full) in zip(image.electrons, truth) {
                let expected = full / divisor
                difference += seen - expected
                // Shot noise, read noise, and gains that differ by one percent.
                let variance = expected + 1.5 + 1e-4 * expected * expected
                surprise += (seen - expected) * (seen - expected) / variance
            }
            let count = Double(truth.count)
            let mean = truth.reduce(0, +) / divisor / count
            #expect(abs(difference / count) < 0.1 + 0.01 * mean)
            #expect((0.7...1.6).contains(surprise / count))
        }
    }

    @Test("sharp pictures hold the same light at twice the sampling, and more detail")
    func sharp() throws {
        let folder = try FieldMemory.made { $0.defocusMicrometers = 1 }

        for frame in folder.names {
            let truth = try folder.image(frame, "organelle", .truth)
            let sharp = try folder.image(frame, "organelle", .sharp)
            #expect(sharp.width == 2 * truth.width)
            #expect(sharp.height == 2 * truth.height)
            let coarse = truth.electrons
            let fine = sharp.electrons
            let ratio =
                fine.reduce(0, +) / Double(fine.count)
                / (coarse.reduce(0, +) / Double(coarse.count))
            #expect((0.9...1.1).contains(ratio))
            #expect((fine.max() ?? 0) > 1.2 * (coarse.max() ?? 0))
        }
        #expect(folder.frames.allSatisfy { $0["kind"] != "sharp" || $0["channel"] != "phase" })
    }

    @Test("cells keep their names over time, and positions share none")
    func names() throws {
        let folder = try FieldMemory.made {
            $0.fields = 14
            $0.frames = 2
            $0.channels = [.phase]
        }

        var places: [String: Set<Substring>] = [:]
        for row in folder.cells {
            places[row["name"] ?? "", default: []].insert((row["frame"] ?? "").prefix(4))
        }
        #expect(places.values.allSatisfy { $0.count == 1 })
        let first = Set(folder.cells.filter { $0["frame"] == "f000-000" }.map { $0["name"] })
        let second = Set(folder.cells.filter { $0["frame"] == "f000-001" }.map { $0["name"] })
        #expect(!first.intersection(second).isEmpty)
        #expect(folder.cells.contains { $0["name"]?.hasPrefix("s2-") == true })
    }

    @Test("as many fields as asked for are about mitosis")
    func mitosis() throws {
        func share(_ wanted: Double) throws -> Double {
            let folder = try FieldMemory.made {
                $0.fields = 24
                $0.channels = [.phase]
                $0.mitosis = wanted
            }
            let mitotic = folder.cells.filter {
                CellPhase(rawValue: $0["state"] ?? "")?.isMitotic == true
            }
            return Double(Set(mitotic.compactMap { $0["frame"] }).count) / 24
        }

        #expect(try share(1) > 0.7)
        #expect(try share(0) < 0.4)
    }

    @Test("settings that cannot be rendered are refused", arguments: 0..<5)
    func refusal(choice: Int) {
        var settings = FieldSettings()
        switch choice {
        case 0: settings.fields = 0
        case 1: settings.size = 8
        case 2: settings.channels = []
        case 3: settings.dim = [1]
        default: settings.mitosis = .nan
        }

        #expect(throws: SettingsError.self) { try FieldGenerator(settings) }
    }

    @Test("a field that leaves the light is refused")
    func tooWide() {
        var settings = FieldSettings()
        settings.size = 1024
        settings.pixelMicrometers = 0.65

        #expect(throws: SettingsError.self) { try FieldGenerator(settings) }
    }
}
