/// One specimen of a training folder, and the fields that are looked at on it.
struct FieldGroup {
    /// Neither too few, so that specimens differ, nor so many that they crowd each other.
    static let mostSites = 12
    /// How far harmful light reaches beyond the corners of its field, µm.
    static let margin = 60.0
    /// How long before prophase a cell counts as about to divide, seconds.
    static let lead = 900.0

    let settings: FieldSettings
    /// Counts specimens from 1.
    let index: Int
    let seed: UInt64
    /// When the first frames are taken.
    let firstTime: Double
    private(set) var specimen: Specimen
    private(set) var sites: [FieldSite] = []
    private var random: SplitMix64
    /// Of the optics alone, so that fields of one seed are the same through any.
    private var opticsRandom: SplitMix64

    /// Half the diagonal of the field plus the margin, µm.
    private let harmRadius: Double

    /// Seeds specimen `index` and chooses fields on it, from number `first` on.
    init(_ settings: FieldSettings, index: Int, first: Int) {
        self.settings = settings
        self.index = index
        random = SplitMix64(seed: settings.seed, part: 0xF1E1_D000 &+ UInt64(index))
        seed = random.next()
        opticsRandom = SplitMix64(seed: seed, part: 0xF1E1_D0B5)
        let hours = settings.isHarmed ? FieldHarm.longestHours + 0.5 : 0.5
        firstTime = 3600 * (hours + random.unit())
        var settled = SpecimenSettings()
        settled.seed = seed
        let drawn = random.uniform(75...250)
        settled.cellsPerSquareMillimeter = settings.cellsPerSquareMillimeter ?? drawn
        // Wide enough for all fields to keep out of each other's light.
        harmRadius = settings.fieldMicrometers / 2.0.squareRoot() + Self.margin
        let width = max(1600, 16 * harmRadius)
        settled.widthMicrometers = width
        settled.heightMicrometers = width
        specimen = Specimen(settled)
        chooseSites(first: first)
        for site in sites { harm(site) }
    }

    /// Lets the specimen live on to frame `frame`.
    mutating func advance(to frame: Int) {
        specimen.advance(to: firstTime + Double(frame) * settings.interval)
    }

    /// Chooses places by where cells will be when the frames are taken, without harm.
    private mutating func chooseSites(first: Int) {
        var scout = specimen
        scout.advance(to: firstTime)
        let cells = scout.cells
        let lead = Self.lead + Double(settings.frames - 1) * settings.interval
        let dividing = cells.filter {
            $0.timeline.prophase - lead <= firstTime && firstTime < $0.timeline.end
        }
        while sites.count < Self.mostSites, first + sites.count < settings.fields {
            let number = first + sites.count
            let harm = settings.isHarmed ? FieldHarm(random: &random) : nil
            // Evenly spread, so that the share holds for any count.
            let isMitotic =
                Int(Double(number + 1) * settings.mitosis) > Int(Double(number) * settings.mitosis)
            var place: Place?
            if isMitotic {
                let caught = cellsCaught(by: harm)
                place = self.place(round: caught.isEmpty ? dividing : caught, within: 0.25)
                if place == nil, !sites.isEmpty { return }
            }
            place = place ?? self.place(round: cells, within: 0.5)
            // A bare specimen still makes one field.
            place = place ?? (sites.isEmpty ? (0, 0) : nil)
            guard let place else { return }
            sites.append(site(number, at: place, harm))
        }
    }

    /// For every other harm: the cells that its light would catch in mitosis, to be arrested.
    private mutating func cellsCaught(by harm: FieldHarm?) -> [Cell] {
        guard let harm, harm.damage > 0, random.unit() < 0.5 else { return [] }
        let end = harm.end(imaging: firstTime)
        var scout = specimen
        scout.advance(to: end)
        return scout.cells.filter { $0.timeline.prophase <= end && end < $0.timeline.anaphase }
    }

    private typealias Place = (x: Double, y: Double)

    /// The middle of a field round one of `cells`, up to `part` of its width off that cell.
    private mutating func place(round cells: [Cell], within part: Double) -> Place? {
        guard !cells.isEmpty else { return nil }
        let reach = specimen.settings.widthMicrometers / 2 - settings.fieldMicrometers / 2
        for _ in 0..<200 {
            let cell = cells[Int(random.next() % UInt64(cells.count))]
            let away = settings.fieldMicrometers * part
            let x = cell.xMicrometers + random.uniform(-away...away)
            let y = cell.yMicrometers + random.uniform(-away...away)
            let isFree = sites.allSatisfy {
                max(abs($0.x - x), abs($0.y - y)) > 2 * harmRadius
            }
            if isFree, abs(x) < reach, abs(y) < reach { return (x, y) }
        }
        return nil
    }

    private mutating func site(_ number: Int, at place: Place, _ harm: FieldHarm?) -> FieldSite {
        let half = settings.fieldMicrometers / 2.0.squareRoot()
        let away = max(0.95 * settings.discMicrometers / 2 - half, 0) / 2.0.squareRoot()
        let reach = min(away, 200)
        return FieldSite(
            name: "f" + threeDigits(number), x: place.x, y: place.y,
            axisX: random.uniform(-reach...reach), axisY: random.uniform(-reach...reach),
            harm: harm,
            optics: settings.hasVariedOptics
                ? settings.optics.varied(&opticsRandom) : settings.optics)
    }

    private mutating func harm(_ site: FieldSite) {
        let light = site.harm?.light(
            x: site.x, y: site.y, radius: harmRadius, imaging: firstTime, specimen.settings)
        if let light { specimen.receive(light) }
    }
}

/// `007`; more digits where three do not suffice.
func threeDigits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
}
