extension OperatorCaseTests {
    /// The operators that the import knows.
    static let operators = [
        "Abs", "Add", "AveragePool", "BatchNormalization", "Celu", "Clip", "Concat", "Constant",
        "Conv", "ConvTranspose", "DepthToSpace", "Div", "Dropout", "Elu", "Erf", "Exp", "Flatten",
        "Gather", "Gelu", "Gemm", "GlobalAveragePool", "GlobalMaxPool", "GroupNormalization",
        "HardSigmoid", "HardSwish", "Identity", "InstanceNormalization", "LayerNormalization",
        "LeakyRelu", "Log", "MatMul", "Max", "MaxPool", "Min", "Mish", "Mul", "Neg", "PRelu", "Pad",
        "Pow", "Reciprocal", "ReduceL1", "ReduceL2", "ReduceMax", "ReduceMean", "ReduceMin",
        "ReduceSum", "ReduceSumSquare", "Relu", "Reshape", "Resize", "Selu", "Sigmoid", "Slice",
        "Softmax", "Softplus", "Softsign", "SpaceToDepth", "Split", "Sqrt", "Squeeze", "Sub", "Sum",
        "Tanh", "ThresholdedRelu", "Transpose", "Unsqueeze", "Upsample",
    ]

    /// Cases that are refused, and what the message says.
    static let refused: [String: String] = [
        "averagepool_2d_ceil_last_window_starts_on_pad":
            "count_include_pad with auto_pad or ceil_mode is not known here",
        "concat_2d_axis_0": "only channels can be put behind one another",
        "concat_2d_axis_1": "expected an image or a row as argument 2 of Concat",
        "concat_2d_axis_negative_1": "expected an image or a row as argument 2 of Concat",
        "concat_2d_axis_negative_2": "only channels can be put behind one another",
        "convtranspose_kernel_shape": "output_shape is not known here",
        "convtranspose_output_shape": "output_shape is not known here",
        "flatten_axis0": "only one row an image is known here, not axis 0",
        "flatten_axis1": "it is no image and no row",
        "flatten_axis2": "only one row an image is known here, not axis 2",
        "flatten_axis3": "only one row an image is known here, not axis 3",
        "flatten_default_axis": "it is no image and no row",
        "flatten_negative_axis1": "only one row an image is known here, not axis -1",
        "flatten_negative_axis2": "only one row an image is known here, not axis -2",
        "flatten_negative_axis3": "it is no image and no row",
        "flatten_negative_axis4": "only one row an image is known here, not axis -4",
        "gather_0": "only a list of channels can be gathered here",
        "gemm_all_attributes": "transA is not known here",
        "gemm_default_matrix_bias": "expected 4 numbers to add",
        "gemm_transposeA": "transA is not known here",
        "layer_normalization_2d_axis0": "expected an image as argument 1 of LayerNormalization",
        "layer_normalization_2d_axis1": "expected an image as argument 1 of LayerNormalization",
        "layer_normalization_2d_axis_negative_1":
            "expected an image as argument 1 of LayerNormalization",
        "layer_normalization_2d_axis_negative_2":
            "expected an image as argument 1 of LayerNormalization",
        "layer_normalization_4d_axis0": "only a normalisation along the channels is known",
        "layer_normalization_4d_axis1": "only a normalisation along the channels is known",
        "layer_normalization_4d_axis2": "only a normalisation along the channels is known",
        "layer_normalization_4d_axis3": "only a normalisation along the channels is known",
        "layer_normalization_4d_axis_negative_1":
            "only a normalisation along the channels is known",
        "layer_normalization_4d_axis_negative_2":
            "only a normalisation along the channels is known",
        "layer_normalization_4d_axis_negative_3":
            "only a normalisation along the channels is known",
        "layer_normalization_4d_axis_negative_4":
            "only a normalisation along the channels is known",
        "layer_normalization_default_axis": "only a normalisation along the channels is known",
        "matmul_4d": "only a matrix along the channels is known",
        "matmul_bcast": "only a matrix along the channels is known",
        "pow_bcast_array": "Pow with more than one number is not known here",
        "resize_downsample_scales_cubic_A_n0p5_exclude_outside":
            "exclude_outside is not known here",
        "resize_downsample_scales_cubic_antialias": "antialias is not known here",
        "resize_downsample_scales_linear_antialias": "antialias is not known here",
        "resize_downsample_scales_linear_half_pixel_symmetric":
            "coordinate_transformation_mode half_pixel_symmetric is not known here",
        "resize_downsample_sizes_cubic_antialias": "antialias is not known here",
        "resize_downsample_sizes_linear_antialias": "antialias is not known here",
        "resize_downsample_sizes_nearest_not_larger":
            "keep_aspect_ratio_policy not_larger is not known here",
        "resize_downsample_sizes_nearest_not_smaller":
            "keep_aspect_ratio_policy not_smaller is not known here",
        "resize_tf_crop_and_resize":
            "coordinate_transformation_mode tf_crop_and_resize is not known here",
        "resize_tf_crop_and_resize_axes_2_3":
            "coordinate_transformation_mode tf_crop_and_resize is not known here",
        "resize_tf_crop_and_resize_axes_3_2":
            "coordinate_transformation_mode tf_crop_and_resize is not known here",
        "resize_tf_crop_and_resize_extrapolation_value":
            "coordinate_transformation_mode tf_crop_and_resize is not known here",
        "resize_upsample_scales_cubic_A_n0p5_exclude_outside":
            "exclude_outside is not known here",
        "resize_upsample_scales_linear_half_pixel_symmetric":
            "coordinate_transformation_mode half_pixel_symmetric is not known here",
        "resize_upsample_sizes_nearest_not_larger":
            "keep_aspect_ratio_policy not_larger is not known here",
        "resize_upsample_sizes_nearest_not_smaller":
            "keep_aspect_ratio_policy not_smaller is not known here",
    ]
}
