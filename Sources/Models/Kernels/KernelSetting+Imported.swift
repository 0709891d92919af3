extension KernelSetting {
    /// The kernel of a layer that only imported networks have.
    ///
    /// - Throws: ``NetworkError`` where the network is to be trained: these have no gradients.
    func importedKernel() throws(NetworkError) -> (any Kernel)? {
        guard !isTraining else {
            throw NetworkError(
                layer.name, "this layer of an imported network runs, but cannot be trained here")
        }
        switch layer.operation {
        case .function(let function): return FunctionKernel(self, function)
        case .combination(let combination): return CombinationKernel(self, combination)
        case .addition: return CombinationKernel(self, .addition)
        case .multiplication: return CombinationKernel(self, .multiplication)
        case .reduction(let reduction): return ReductionKernel(self, reduction)
        case .margin(let margin): return RearrangementKernel(self, margin)
        case .slice(let height, let width):
            return RearrangementKernel(self, height: height, width: width)
        case .selection(let channels): return RearrangementKernel(self, channels: channels)
        case .resampling(let resampling): return ResamplingKernel(self, resampling)
        default: return nil
        }
    }

    /// Whether an input must be spread over the pixels or channels of another.
    var isSpread: Bool { inputs.contains { $0.shape != output.shape } }
}
