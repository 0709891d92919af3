/// The calls of oneDNN that networks need, alike for its versions 2 and 3.
///
/// Activations are floats of 32 or 16 bits in one of the layouts below. Weights lie as the primitive likes them
/// best: `onednn_pack` and `onednn_unpack` bring them there and back. Every function that returns an
/// int returns 0, or oneDNN's own status.
#ifndef TARSIER_COneDNN_H
#define TARSIER_COneDNN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct onednn_primitive onednn_primitive;

typedef enum {
    onednn_pass_inference,
    onednn_pass_training,
    onednn_pass_backward_data,
    onednn_pass_backward_weights
} onednn_pass;

typedef enum {
    /// The channel innermost (NHWC).
    onednn_layout_channels_last,
    /// A plane a channel (NCHW).
    onednn_layout_channels_first,
    /// A plane for each `onednn_block_size()` channels, these innermost; the last may be padded.
    onednn_layout_blocks
} onednn_layout;

typedef enum {
    onednn_number_float32,
    /// The upper half of a float: its range, and 8 bits of its digits.
    onednn_number_bfloat16
} onednn_number;

/// Pixels of an activation.
typedef struct {
    int64_t batch, channels, height, width;
    onednn_layout layout;
    onednn_number number;
} onednn_shape;

/// Channels of a block, as oneDNN's convolutions like them best here: 8, 16, or 0 where none of them
/// likes blocks.
int onednn_block_size(void);

/// Whether convolutions that are worked out product by product like blocks best.
bool onednn_prefers_blocks(void);

/// Whether there is code here that works convolutions out by Winograd's method, on blocks.
bool onednn_has_winograd(void);

/// Whether the processor itself multiplies numbers of `onednn_number_bfloat16`.
bool onednn_has_bfloat16(void);

/// How a kernel moves over an image: height first. A dilation of 1 is a dense kernel.
typedef struct {
    int64_t kernel[2], stride[2], dilation[2], before[2], after[2];
    int64_t groups;
} onednn_window;

typedef enum {
    onednn_function_none,
    onednn_function_relu,
    onednn_function_gelu,
    onednn_function_sigmoid,
    onednn_function_softplus,
    onednn_function_tanh
} onednn_function;

typedef enum {
    onednn_argument_source,
    onednn_argument_weights,
    onednn_argument_bias,
    onednn_argument_destination,
    onednn_argument_source_gradient,
    onednn_argument_weights_gradient,
    onednn_argument_bias_gradient,
    onednn_argument_destination_gradient,
    onednn_argument_mean,
    onednn_argument_variance,
    onednn_argument_scale,
    onednn_argument_shift,
    onednn_argument_scale_gradient,
    onednn_argument_shift_gradient,
    onednn_argument_workspace,
    onednn_argument_scratch
} onednn_argument;

typedef struct {
    onednn_argument argument;
    void *data;
} onednn_binding;

/// Weights are numbers of the source's kind, the bias is floats.
///
/// - Parameter is_transposed: Whether the window moves over the destination.
/// - Parameter function: Applied to the result; inference only.
/// - Parameter slope: Of a rectifier below 0.
int onednn_convolution(
    onednn_pass pass, bool is_transposed, onednn_shape source, onednn_shape destination,
    onednn_window window, bool has_bias, onednn_function function, float slope,
    onednn_primitive **result);

/// The same by Winograd's method, which takes fewer products and rounds otherwise; both values are in
/// blocks.
///
/// - Parameter function: None, or a rectifier that is 0 below 0.
/// - Parameter most_scratch: Bytes; refused where it would need more.
int onednn_winograd(
    onednn_pass pass, onednn_shape source, onednn_shape destination, onednn_window window,
    bool has_bias, onednn_function function, size_t most_scratch, onednn_primitive **result);

/// Whether oneDNN has compiled code for such a convolution, and not only its slow reference.
bool onednn_convolution_is_fast(
    onednn_pass pass, bool is_transposed, onednn_shape source, onednn_shape destination,
    onednn_window window, bool has_bias);

/// Copies an activation into another layout or other numbers; source and destination differ in
/// nothing else.
int onednn_reorder(onednn_shape source, onednn_shape destination, onednn_primitive **result);

/// - Parameter is_maximum: Else the mean of the pixels under the window, those outside left out.
int onednn_pooling(
    onednn_pass pass, bool is_maximum, onednn_shape source, onednn_shape destination,
    onednn_window window, onednn_primitive **result);

/// Enlarges or shrinks, pixel centres at halves.
int onednn_resampling(
    onednn_pass pass, bool is_linear, onednn_shape source, onednn_shape destination,
    onednn_primitive **result);

/// Normalises each channel over all its pixels, then scales and shifts it.
int onednn_normalization(
    onednn_pass pass, onednn_shape shape, float epsilon, onednn_primitive **result);

int onednn_activation(
    onednn_pass pass, onednn_function function, float slope, int64_t count, onednn_number number,
    onednn_primitive **result);

/// Bytes of an argument in the layout that the primitive wants; 0 where it has no such argument.
size_t onednn_bytes(const onednn_primitive *primitive, onednn_argument argument);

/// From the order of ONNX (output, input, height, width; with input first if transposed).
int onednn_pack(
    const onednn_primitive *primitive, onednn_argument argument, const float *plain, void *packed);

int onednn_unpack(
    const onednn_primitive *primitive, onednn_argument argument, const void *packed, float *plain);

/// - Parameter scratch: `onednn_bytes` of `onednn_argument_scratch`, which nobody else uses meanwhile.
int onednn_run(
    onednn_primitive *primitive, const onednn_binding *bindings, int count, void *scratch);

void onednn_destroy(onednn_primitive *primitive);

/// C := A B, each row-major and optionally transposed; added to C where `adds`.
int onednn_multiply(
    bool transposes_a, bool transposes_b, int64_t rows, int64_t columns, int64_t depth,
    const float *a, const float *b, bool adds, float *c);

/// How many threads the calls of the calling thread may use.
void onednn_set_threads(int count);
/// How many they may use now.
int onednn_threads(void);

/// Keeps the memory of values that are freed for the next ones, which are as large: handed back to
/// the system after each frame, it would be taken and cleared again page by page for the next.
void onednn_keep_freed_memory(void);

#endif
