package final class RoundedCellDetector {
    package init() {}
    package func detect(in frame: ImageView, pixelMicrometers: Double) -> [RoundedCell] { [] }
}
