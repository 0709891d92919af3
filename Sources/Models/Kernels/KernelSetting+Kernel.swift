extension KernelSetting {
    /// The kernel of the layer; nil for an input, which has nothing to do.
    ///
    /// - Parameter seed: For a layer that draws lots.
    func kernel(seed: UInt64) throws(NetworkError) -> (any Kernel)? {
        switch layer.operation {
        case .input: nil
        case .layout: try LayoutKernel(self)
        case .convolution(let window, _, let groups, let isBiased):
            try ConvolutionKernel(
                self, window, groups: groups, isBiased: isBiased, isTransposed: false)
        case .transposedConvolution(let window, _, let groups, let isBiased):
            try ConvolutionKernel(
                self, window, groups: groups, isBiased: isBiased, isTransposed: true)
        case .maximumPooling(let window): try PoolingKernel(self, window, isMaximum: true)
        case .meanPooling(let window): try PoolingKernel(self, window, isMaximum: false)
        case .globalMeanPooling: GlobalMeanKernel(self)
        case .resize(let interpolation, _): try resizeKernel(interpolation)
        case .depthToSpace(let block): ShuffleKernel(self, block: block, toSpace: true)
        case .spaceToDepth(let block): ShuffleKernel(self, block: block, toSpace: false)
        case .batchNormalization(let epsilon, let momentum):
            try BatchNormalizationKernel(self, epsilon: epsilon, momentum: momentum)
        case .groupNormalization(let groups, let epsilon):
            GroupNormalizationKernel(self, groups: groups, epsilon: epsilon, perPixel: false)
        case .layerNormalization(let epsilon):
            GroupNormalizationKernel(self, groups: 1, epsilon: epsilon, perPixel: true)
        case .activation(let activation): try ActivationKernel(self, activation)
        case .softmax: SoftmaxKernel(self)
        case .concatenation: ConcatenationKernel(self)
        case .addition where !isSpread: ArithmeticKernel(self, isProduct: false)
        case .multiplication where !isSpread: ArithmeticKernel(self, isProduct: true)
        case .dense(let outputs): try DenseKernel(self, outputs: outputs)
        case .dropout(let rate): DropoutKernel(self, rate: rate, seed: seed)
        case .addition, .multiplication, .function, .combination, .reduction, .margin, .slice,
            .selection, .resampling:
            try importedKernel()
        }
    }

    /// oneDNN's own is slow where a pixel has too few channels to fill its registers.
    private func resizeKernel(
        _ interpolation: Operation.Interpolation
    ) throws(NetworkError) -> any Kernel {
        guard interpolation == .bilinear, !isTraining, input.layout == .channelsLast,
            input.shape.channels < 8
        else { return try ResizeKernel(self, interpolation) }
        let (height, width) = (output.shape.height, output.shape.width)
        let resampling = Resampling(
            method: .linear, position: .half, size: .pixels(height: height, width: width))
        return ResamplingKernel(self, resampling)
    }
}
