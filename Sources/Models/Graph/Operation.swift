/// What a layer of a network does.
package enum Operation: Sendable, Hashable {
    /// What the network is given.
    case input(channels: Int)
    /// Parameters: weights (outputs, inputs / groups, height, width) and, if biased, one a channel.
    case convolution(Window, channels: Int, groups: Int = 1, isBiased: Bool = true)
    /// Parameters: weights (inputs, outputs / groups, height, width) and, if biased, one a channel.
    case transposedConvolution(Window, channels: Int, groups: Int = 1, isBiased: Bool = true)
    case maximumPooling(Window)
    /// Pixels outside the image count for nothing.
    case meanPooling(Window)
    /// The mean of each channel: one pixel.
    case globalMeanPooling
    case resize(Interpolation, factor: Int)
    /// Channels become squares of `block` × `block` pixels, in the order of ONNX's DCR mode.
    case depthToSpace(block: Int)
    case spaceToDepth(block: Int)
    /// Over all pixels of all images. Parameters: scale, shift, running mean, running variance.
    case batchNormalization(epsilon: Float, momentum: Float = 0.1)
    /// Over the pixels of each image and group of channels. Parameters: scale, shift.
    case groupNormalization(groups: Int, epsilon: Float)
    /// Over the channels of each pixel. Parameters: scale, shift.
    case layerNormalization(epsilon: Float)
    case activation(Activation)
    /// Over the channels of each pixel.
    case softmax
    /// Along the channels.
    case concatenation
    case addition
    case multiplication
    /// All numbers of an image to `outputs` numbers. Parameters: weights (outputs, inputs), bias.
    /// The inputs are in the order channel, y, x, as ONNX's Flatten gives them.
    case dense(outputs: Int)
    /// While training, each number is left out with probability `rate`, the others grow to match.
    case dropout(rate: Float)

    // What only imported networks have; none of it is trained or exported here.

    case function(PointFunction)
    case combination(Combination)
    case reduction(Reduction)
    case margin(Margin)
    case slice(height: Cut, width: Cut)
    /// Some of the channels, in this order.
    case selection([Int])
    case resampling(Resampling)

    /// The same image with its numbers in another order: only in a network that is about to run.
    case layout(Layout)

    package enum Interpolation: Sendable, Hashable { case nearest, bilinear }
}

package enum Activation: Sendable, Hashable {
    /// Below 0 the slope is `slope`.
    case relu(slope: Float = 0)
    /// With the error function, not its approximation by tanh.
    case gelu
    case sigmoid
    /// log(1 + exp(x))
    case softplus
    case tanh
}
