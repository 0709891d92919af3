import Testing

@testable import Models

@Suite("Outlines in pieces")
struct LabelPiecesTests {
    @Test("pieces of one number become objects of their own; touching numbers stay apart")
    func pieces() {
        let image = LabelImage(
            width: 6, height: 4,
            labels: [
                7, 7, 0, 0, 7, 7,
                7, 7, 0, 0, 7, 7,
                0, 0, 3, 0, 0, 0,
                3, 3, 0, 9, 9, 9,
            ])

        #expect(
            image.inPieces().labels == [
                1, 1, 0, 0, 2, 2,
                1, 1, 0, 0, 2, 2,
                0, 0, 3, 0, 0, 0,
                3, 3, 0, 4, 4, 4,
            ])
    }

    @Test("a crumb beside a large piece becomes background, a small object alone stays")
    func crumbs() {
        var image = LabelImage(width: 12, height: 4)
        for place in 0..<4 * 6 { image[place % 6, place / 6] = 5 }
        image[8, 1] = 5
        image[10, 2] = 6

        let pieces = image.inPieces()

        #expect(pieces[8, 1] == 0)
        #expect(pieces[10, 2] == 2)
        #expect(pieces[0, 0] == 1)
        #expect(pieces.labels.max() == 2)
    }
}
