#include "COneDNN.h"

#include <malloc.h>
#include <oneapi/dnnl/dnnl.h>
#include <stdlib.h>
#include <string.h>

// Of the OpenMP library that oneDNN brings along, if it brings one.
__attribute__((weak)) void omp_set_num_threads(int count);
__attribute__((weak)) int omp_get_max_threads(void);

// Version 3 made memory descriptors pointers and dropped the operation descriptors.
#if DNNL_VERSION_MAJOR >= 3
typedef const_dnnl_memory_desc_t layout_in;
#define ADDRESS(layout) (layout)
#else
typedef const dnnl_memory_desc_t *layout_in;
#define ADDRESS(layout) (&(layout))
#endif

enum { MAX_MEMORIES = 12 };

typedef struct {
    int argument;
    dnnl_memory_t memory;
} slot;

struct onednn_primitive {
    dnnl_primitive_desc_t descriptor;
    dnnl_primitive_t primitive;
    slot slots[MAX_MEMORIES];
    int slot_count;
    // Weights as ONNX has them.
    int plain_dimension_count;
    dnnl_dims_t plain_dimensions;
    dnnl_format_tag_t plain_tag;
};

#define CHECK(call) \
    do { \
        dnnl_status_t status_ = (call); \
        if (status_ != dnnl_success) { \
            status = status_; \
            goto end; \
        } \
    } while (0)

static dnnl_engine_t engine(void) {
    static dnnl_engine_t shared;
    static int lock;
    while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE)) {}
    if (!shared && dnnl_engine_create(&shared, dnnl_cpu, 0) != dnnl_success) shared = NULL;
    __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
    return shared;
}

static dnnl_stream_t stream(void) {
    static _Thread_local dnnl_stream_t own;
    if (!own && dnnl_stream_create(&own, engine(), dnnl_stream_default_flags) != dnnl_success) {
        own = NULL;
    }
    return own;
}

static dnnl_status_t describe(
    dnnl_memory_desc_t *layout, int count, const dnnl_dim_t *dimensions, dnnl_format_tag_t tag) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_memory_desc_create_with_tag(layout, count, dimensions, dnnl_f32, tag);
#else
    return dnnl_memory_desc_init_by_tag(layout, count, dimensions, dnnl_f32, tag);
#endif
}

static void forget(dnnl_memory_desc_t *layout) {
#if DNNL_VERSION_MAJOR >= 3
    if (*layout) dnnl_memory_desc_destroy(*layout);
#endif
    (void)layout;
}

static dnnl_format_tag_t tag(onednn_layout layout) {
    switch (layout) {
    case onednn_layout_channels_last: return dnnl_nhwc;
    case onednn_layout_channels_first: return dnnl_nchw;
    case onednn_layout_blocks: return onednn_block_size() == 16 ? dnnl_nChw16c : dnnl_nChw8c;
    }
    return dnnl_format_tag_undef;
}

static dnnl_status_t describe_image(dnnl_memory_desc_t *layout, onednn_shape shape) {
    dnnl_dims_t dimensions = {shape.batch, shape.channels, shape.height, shape.width};
    return describe(layout, 4, dimensions, tag(shape.layout));
}

static dnnl_prop_kind_t direction(onednn_pass pass) {
    return pass == onednn_pass_inference ? dnnl_forward_inference : dnnl_forward_training;
}

static int number(onednn_argument argument) {
    switch (argument) {
    case onednn_argument_source: return DNNL_ARG_SRC;
    case onednn_argument_weights: return DNNL_ARG_WEIGHTS;
    case onednn_argument_bias: return DNNL_ARG_BIAS;
    case onednn_argument_destination: return DNNL_ARG_DST;
    case onednn_argument_source_gradient: return DNNL_ARG_DIFF_SRC;
    case onednn_argument_weights_gradient: return DNNL_ARG_DIFF_WEIGHTS;
    case onednn_argument_bias_gradient: return DNNL_ARG_DIFF_BIAS;
    case onednn_argument_destination_gradient: return DNNL_ARG_DIFF_DST;
    case onednn_argument_mean: return DNNL_ARG_MEAN;
    case onednn_argument_variance: return DNNL_ARG_VARIANCE;
    case onednn_argument_scale: return DNNL_ARG_SCALE;
    case onednn_argument_shift: return DNNL_ARG_SHIFT;
    case onednn_argument_scale_gradient: return DNNL_ARG_DIFF_SCALE;
    case onednn_argument_shift_gradient: return DNNL_ARG_DIFF_SHIFT;
    case onednn_argument_workspace: return DNNL_ARG_WORKSPACE;
    case onednn_argument_scratch: return DNNL_ARG_SCRATCHPAD;
    }
    return -1;
}

static dnnl_alg_kind_t algorithm(onednn_function function) {
    switch (function) {
    case onednn_function_relu: return dnnl_eltwise_relu;
    case onednn_function_gelu: return dnnl_eltwise_gelu_erf;
    case onednn_function_sigmoid: return dnnl_eltwise_logistic;
    case onednn_function_tanh: return dnnl_eltwise_tanh;
    case onednn_function_softplus: return dnnl_eltwise_soft_relu;
    case onednn_function_none: break;
    }
    return dnnl_alg_kind_undef;
}

/// What the soft rectifier of version 3 calls its steepness; version 2 has none.
static float steepness(onednn_function function, float slope) {
#if DNNL_VERSION_MAJOR >= 3
    if (function == onednn_function_softplus) return 1;
#endif
    return function == onednn_function_relu ? slope : 0;
}

static dnnl_status_t attributes(
    dnnl_primitive_attr_t *result, onednn_function function, float slope) {
    dnnl_post_ops_t after = NULL;
    dnnl_status_t status = dnnl_success;
    CHECK(dnnl_primitive_attr_create(result));
    CHECK(dnnl_primitive_attr_set_scratchpad_mode(*result, dnnl_scratchpad_mode_user));
    if (function == onednn_function_none) goto end;
    CHECK(dnnl_post_ops_create(&after));
#if DNNL_VERSION_MAJOR >= 3
    CHECK(dnnl_post_ops_append_eltwise(
        after, algorithm(function), steepness(function, slope), 0));
#else
    CHECK(dnnl_post_ops_append_eltwise(
        after, 1, algorithm(function), steepness(function, slope), 0));
#endif
    CHECK(dnnl_primitive_attr_set_post_ops(*result, after));
end:
    if (after) dnnl_post_ops_destroy(after);
    return status;
}

static layout_in layout_of(const onednn_primitive *primitive, int argument) {
    return dnnl_primitive_desc_query_md(
        primitive->descriptor, dnnl_query_exec_arg_md, argument);
}

/// Makes the primitive and a memory without data for each of its arguments.
static dnnl_status_t complete(onednn_primitive *self) {
    dnnl_status_t status = dnnl_success;
    CHECK(dnnl_primitive_create(&self->primitive, self->descriptor));
    for (int argument = 0; argument <= onednn_argument_scratch; argument++) {
        layout_in layout = layout_of(self, number((onednn_argument)argument));
        if (!layout || dnnl_memory_desc_get_size(layout) == 0) continue;
        if (self->slot_count == MAX_MEMORIES) return dnnl_runtime_error;
        slot *next = &self->slots[self->slot_count];
        next->argument = number((onednn_argument)argument);
        CHECK(dnnl_memory_create(&next->memory, layout, engine(), DNNL_MEMORY_NONE));
        self->slot_count++;
    }
end:
    return status;
}

void onednn_destroy(onednn_primitive *self) {
    if (!self) return;
    for (int index = 0; index < self->slot_count; index++) {
        dnnl_memory_destroy(self->slots[index].memory);
    }
    if (self->primitive) dnnl_primitive_destroy(self->primitive);
    if (self->descriptor) dnnl_primitive_desc_destroy(self->descriptor);
    free(self);
}

static int hand_out(onednn_primitive *self, dnnl_status_t status, onednn_primitive **result) {
    if (status == dnnl_success) status = complete(self);
    if (status == dnnl_success) {
        *result = self;
    } else {
        onednn_destroy(self);
    }
    return status;
}

// MARK: Convolution

typedef struct {
    dnnl_memory_desc_t source, destination, weights, bias;
    dnnl_dims_t strides, dilations, before, after;
    bool is_transposed, has_bias, is_winograd;
} convolution;

static dnnl_alg_kind_t kind_of(const convolution *c) {
    if (c->is_transposed) return dnnl_deconvolution_direct;
    return c->is_winograd ? dnnl_convolution_winograd : dnnl_convolution_direct;
}

static dnnl_status_t describe_convolution(
    convolution *c, onednn_primitive *self, onednn_shape source, onednn_shape destination,
    onednn_window window) {
    dnnl_status_t status = dnnl_success;
    for (int axis = 0; axis < 2; axis++) {
        c->strides[axis] = window.stride[axis];
        c->dilations[axis] = window.dilation[axis] - 1;
        c->before[axis] = window.before[axis];
        c->after[axis] = window.after[axis];
    }
    int64_t groups = window.groups;
    dnnl_dim_t *plain = self->plain_dimensions;
    if (groups == 1) {
        dnnl_dims_t dimensions = {
            destination.channels, source.channels, window.kernel[0], window.kernel[1]};
        memcpy(plain, dimensions, sizeof dimensions);
        self->plain_dimension_count = 4;
        self->plain_tag = c->is_transposed ? dnnl_iohw : dnnl_oihw;
    } else {
        dnnl_dims_t dimensions = {
            groups, destination.channels / groups, source.channels / groups, window.kernel[0],
            window.kernel[1]};
        memcpy(plain, dimensions, sizeof dimensions);
        self->plain_dimension_count = 5;
        self->plain_tag = c->is_transposed ? dnnl_giohw : dnnl_goihw;
    }
    CHECK(describe_image(&c->source, source));
    CHECK(describe_image(&c->destination, destination));
    CHECK(describe(&c->weights, self->plain_dimension_count, plain, dnnl_format_tag_any));
    CHECK(describe(&c->bias, 1, &destination.channels, dnnl_a));
end:
    return status;
}

#if DNNL_VERSION_MAJOR >= 3

static dnnl_status_t convolution_descriptor(
    dnnl_primitive_desc_t *result, const convolution *c, onednn_pass pass,
    dnnl_primitive_attr_t attribute, dnnl_primitive_desc_t hint) {
    dnnl_memory_desc_t bias = c->has_bias ? c->bias : NULL;
    dnnl_alg_kind_t kind = kind_of(c);
    switch (pass) {
    case onednn_pass_backward_data:
        return (c->is_transposed ? dnnl_deconvolution_backward_data_primitive_desc_create
                                 : dnnl_convolution_backward_data_primitive_desc_create)(
            result, engine(), kind, c->source, c->weights, c->destination, c->strides,
            c->dilations, c->before, c->after, hint, attribute);
    case onednn_pass_backward_weights:
        return (c->is_transposed ? dnnl_deconvolution_backward_weights_primitive_desc_create
                                 : dnnl_convolution_backward_weights_primitive_desc_create)(
            result, engine(), kind, c->source, c->weights, bias, c->destination, c->strides,
            c->dilations, c->before, c->after, hint, attribute);
    default:
        return (c->is_transposed ? dnnl_deconvolution_forward_primitive_desc_create
                                 : dnnl_convolution_forward_primitive_desc_create)(
            result, engine(), direction(pass), kind, c->source, c->weights, bias, c->destination,
            c->strides, c->dilations, c->before, c->after, attribute);
    }
}

#else

static dnnl_status_t convolution_descriptor(
    dnnl_primitive_desc_t *result, const convolution *c, onednn_pass pass,
    dnnl_primitive_attr_t attribute, dnnl_primitive_desc_t hint) {
    // The two kinds of operation share one description.
    dnnl_convolution_desc_t operation;
    const dnnl_memory_desc_t *bias = c->has_bias ? &c->bias : NULL;
    dnnl_alg_kind_t kind = kind_of(c);
    dnnl_status_t status = dnnl_success;
    switch (pass) {
    case onednn_pass_backward_data:
        CHECK((c->is_transposed ? dnnl_dilated_deconvolution_backward_data_desc_init
                                : dnnl_dilated_convolution_backward_data_desc_init)(
            &operation, kind, &c->source, &c->weights, &c->destination, c->strides, c->dilations,
            c->before, c->after));
        break;
    case onednn_pass_backward_weights:
        CHECK((c->is_transposed ? dnnl_dilated_deconvolution_backward_weights_desc_init
                                : dnnl_dilated_convolution_backward_weights_desc_init)(
            &operation, kind, &c->source, &c->weights, bias, &c->destination, c->strides,
            c->dilations, c->before, c->after));
        break;
    default:
        CHECK((c->is_transposed ? dnnl_dilated_deconvolution_forward_desc_init
                                : dnnl_dilated_convolution_forward_desc_init)(
            &operation, direction(pass), kind, &c->source, &c->weights, bias, &c->destination,
            c->strides, c->dilations, c->before, c->after));
    }
    return dnnl_primitive_desc_create(result, &operation, attribute, engine(), hint);
end:
    return status;
}

#endif

static dnnl_status_t describe_pass(
    onednn_primitive *self, onednn_pass pass, bool is_transposed, bool is_winograd,
    onednn_shape source, onednn_shape destination, onednn_window window, bool has_bias,
    onednn_function function, float slope) {
    convolution c = {.is_transposed = is_transposed, .has_bias = has_bias};
    dnnl_primitive_attr_t attribute = NULL;
    dnnl_primitive_desc_t hint = NULL;
    dnnl_status_t status = dnnl_success;
    bool is_backward = pass >= onednn_pass_backward_data;
    CHECK(describe_convolution(&c, self, source, destination, window));
    CHECK(attributes(&attribute, is_backward ? onednn_function_none : function, slope));
    if (is_backward) {
        CHECK(convolution_descriptor(&hint, &c, onednn_pass_training, attribute, NULL));
    }
    c.is_winograd = is_winograd;
    CHECK(convolution_descriptor(&self->descriptor, &c, pass, attribute, hint));
end:
    if (hint) dnnl_primitive_desc_destroy(hint);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    forget(&c.source);
    forget(&c.destination);
    forget(&c.weights);
    forget(&c.bias);
    return status;
}

int onednn_convolution(
    onednn_pass pass, bool is_transposed, onednn_shape source, onednn_shape destination,
    onednn_window window, bool has_bias, onednn_function function, float slope,
    onednn_primitive **result) {
    onednn_primitive *self = calloc(1, sizeof *self);
    if (!self) return dnnl_out_of_memory;
    dnnl_status_t status = describe_pass(
        self, pass, is_transposed, false, source, destination, window, has_bias, function, slope);
    return hand_out(self, status, result);
}

int onednn_winograd(
    onednn_pass pass, onednn_shape source, onednn_shape destination, onednn_window window,
    bool has_bias, onednn_function function, size_t most_scratch, onednn_primitive **result) {
    onednn_primitive *self = calloc(1, sizeof *self);
    if (!self) return dnnl_out_of_memory;
    dnnl_status_t status = describe_pass(
        self, pass, false, true, source, destination, window, has_bias, function, 0);
    if (status == dnnl_success && onednn_bytes(self, onednn_argument_scratch) > most_scratch) {
        status = dnnl_unimplemented;
    }
    return hand_out(self, status, result);
}

bool onednn_convolution_is_fast(
    onednn_pass pass, bool is_transposed, onednn_shape source, onednn_shape destination,
    onednn_window window, bool has_bias) {
    onednn_primitive plan = {0};
    const char *name = NULL;
    dnnl_status_t status = dnnl_success;
    CHECK(describe_pass(
        &plan, pass, is_transposed, false, source, destination, window, has_bias,
        onednn_function_none, 0));
    CHECK(dnnl_primitive_desc_query(plan.descriptor, dnnl_query_impl_info_str, 0, &name));
end:;
    // The name lasts as long as the descriptor.
    bool is_fast = status == dnnl_success && name && !strstr(name, "ref");
    if (plan.descriptor) dnnl_primitive_desc_destroy(plan.descriptor);
    return is_fast;
}

/// What oneDNN chooses for a common convolution; 0 where it has none, or likes no blocks.
static int preferred_block_size(bool is_winograd) {
    convolution c = {.is_winograd = is_winograd};
    dnnl_primitive_attr_t attribute = NULL;
    dnnl_primitive_desc_t descriptor = NULL;
    dnnl_memory_desc_t eights = {0}, sixteens = {0};
    dnnl_status_t status = dnnl_success;
    int size = 0;
    dnnl_dims_t dimensions = {1, 32, 64, 64}, kernel = {32, 32, 3, 3};
    for (int axis = 0; axis < 2; axis++) c.strides[axis] = c.before[axis] = c.after[axis] = 1;
    CHECK(describe(&c.source, 4, dimensions, dnnl_format_tag_any));
    CHECK(describe(&c.destination, 4, dimensions, dnnl_format_tag_any));
    CHECK(describe(&c.weights, 4, kernel, dnnl_format_tag_any));
    CHECK(attributes(&attribute, onednn_function_none, 0));
    CHECK(convolution_descriptor(&descriptor, &c, onednn_pass_inference, attribute, NULL));
    CHECK(describe(&eights, 4, dimensions, dnnl_nChw8c));
    CHECK(describe(&sixteens, 4, dimensions, dnnl_nChw16c));
    layout_in chosen = dnnl_primitive_desc_query_md(descriptor, dnnl_query_src_md, 0);
    if (dnnl_memory_desc_equal(chosen, ADDRESS(eights))) size = 8;
    if (dnnl_memory_desc_equal(chosen, ADDRESS(sixteens))) size = 16;
end:
    if (descriptor) dnnl_primitive_desc_destroy(descriptor);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    forget(&c.source);
    forget(&c.destination);
    forget(&c.weights);
    forget(&eights);
    forget(&sixteens);
    return status == dnnl_success ? size : 0;
}

static int known_block_size(bool is_winograd) {
    // The answer is the same for all who ask at once.
    static int known[2] = {-1, -1};
    int size = __atomic_load_n(&known[is_winograd], __ATOMIC_ACQUIRE);
    if (size < 0) {
        size = preferred_block_size(is_winograd);
        __atomic_store_n(&known[is_winograd], size, __ATOMIC_RELEASE);
    }
    return size;
}

bool onednn_has_winograd(void) { return known_block_size(true) > 0; }

bool onednn_prefers_blocks(void) { return known_block_size(false) == onednn_block_size(); }

int onednn_block_size(void) {
    int size = known_block_size(true);
    return size > 0 ? size : known_block_size(false);
}

int onednn_reorder(onednn_shape source, onednn_shape destination, onednn_primitive **result) {
    dnnl_memory_desc_t from = {0}, to = {0};
    dnnl_primitive_attr_t attribute = NULL;
    dnnl_status_t status = dnnl_success;
    onednn_primitive *self = calloc(1, sizeof *self);
    if (!self) return dnnl_out_of_memory;
    CHECK(describe_image(&from, source));
    CHECK(describe_image(&to, destination));
    CHECK(attributes(&attribute, onednn_function_none, 0));
    CHECK(dnnl_reorder_primitive_desc_create(
        &self->descriptor, ADDRESS(from), engine(), ADDRESS(to), engine(), attribute));
end:
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    forget(&from);
    forget(&to);
    return hand_out(self, status, result);
}

// MARK: Pooling and resampling

static dnnl_status_t pooling_descriptor(
    dnnl_primitive_desc_t *result, onednn_pass pass, dnnl_alg_kind_t kind,
    dnnl_memory_desc_t source, dnnl_memory_desc_t destination, onednn_window window,
    dnnl_primitive_attr_t attribute, dnnl_primitive_desc_t hint) {
    dnnl_dims_t dilations = {window.dilation[0] - 1, window.dilation[1] - 1};
    bool is_backward = pass >= onednn_pass_backward_data;
#if DNNL_VERSION_MAJOR >= 3
    if (is_backward) {
        return dnnl_pooling_backward_primitive_desc_create(
            result, engine(), kind, source, destination, window.stride, window.kernel, dilations,
            window.before, window.after, hint, attribute);
    }
    return dnnl_pooling_forward_primitive_desc_create(
        result, engine(), direction(pass), kind, source, destination, window.stride,
        window.kernel, dilations, window.before, window.after, attribute);
#else
    dnnl_pooling_v2_desc_t operation;
    dnnl_status_t status =
        is_backward
            ? dnnl_pooling_v2_backward_desc_init(
                  &operation, kind, &source, &destination, window.stride, window.kernel, dilations,
                  window.before, window.after)
            : dnnl_pooling_v2_forward_desc_init(
                  &operation, direction(pass), kind, &source, &destination, window.stride,
                  window.kernel, dilations, window.before, window.after);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(result, &operation, attribute, engine(), hint);
#endif
}

int onednn_pooling(
    onednn_pass pass, bool is_maximum, onednn_shape source, onednn_shape destination,
    onednn_window window, onednn_primitive **result) {
    dnnl_memory_desc_t from = {0}, to = {0};
    dnnl_primitive_attr_t attribute = NULL;
    dnnl_primitive_desc_t hint = NULL;
    dnnl_status_t status = dnnl_success;
    dnnl_alg_kind_t kind = is_maximum ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding;
    onednn_primitive *self = calloc(1, sizeof *self);
    if (!self) return dnnl_out_of_memory;
    CHECK(describe_image(&from, source));
    CHECK(describe_image(&to, destination));
    CHECK(attributes(&attribute, onednn_function_none, 0));
    if (pass >= onednn_pass_backward_data) {
        CHECK(pooling_descriptor(
            &hint, onednn_pass_training, kind, from, to, window, attribute, NULL));
    }
    CHECK(pooling_descriptor(&self->descriptor, pass, kind, from, to, window, attribute, hint));
end:
    if (hint) dnnl_primitive_desc_destroy(hint);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    forget(&from);
    forget(&to);
    return hand_out(self, status, result);
}

static dnnl_status_t resampling_descriptor(
    dnnl_primitive_desc_t *result, onednn_pass pass, dnnl_alg_kind_t kind, const float *factors,
    dnnl_memory_desc_t source, dnnl_memory_desc_t destination, dnnl_primitive_attr_t attribute,
    dnnl_primitive_desc_t hint) {
    bool is_backward = pass >= onednn_pass_backward_data;
#if DNNL_VERSION_MAJOR >= 3
    if (is_backward) {
        return dnnl_resampling_backward_primitive_desc_create(
            result, engine(), kind, factors, source, destination, hint, attribute);
    }
    return dnnl_resampling_forward_primitive_desc_create(
        result, engine(), direction(pass), kind, factors, source, destination, attribute);
#else
    dnnl_resampling_desc_t operation;
    dnnl_status_t status =
        is_backward ? dnnl_resampling_backward_desc_init(
                          &operation, kind, factors, &source, &destination)
                    : dnnl_resampling_forward_desc_init(
                          &operation, direction(pass), kind, factors, &source, &destination);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(result, &operation, attribute, engine(), hint);
#endif
}

int onednn_resampling(
    onednn_pass pass, bool is_linear, onednn_shape source, onednn_shape destination,
    onednn_primitive **result) {
    dnnl_memory_desc_t from = {0}, to = {0};
    dnnl_primitive_attr_t attribute = NULL;
    dnnl_primitive_desc_t hint = NULL;
    dnnl_status_t status = dnnl_success;
    dnnl_alg_kind_t kind = is_linear ? dnnl_resampling_linear : dnnl_resampling_nearest;
    float factors[2] = {
        (float)destination.height / (float)source.height,
        (float)destination.width / (float)source.width};
    onednn_primitive *self = calloc(1, sizeof *self);
    if (!self) return dnnl_out_of_memory;
    CHECK(describe_image(&from, source));
    CHECK(describe_image(&to, destination));
    CHECK(attributes(&attribute, onednn_function_none, 0));
    if (pass >= onednn_pass_backward_data) {
        CHECK(resampling_descriptor(
            &hint, onednn_pass_training, kind, factors, from, to, attribute, NULL));
    }
    CHECK(resampling_descriptor(
        &self->descriptor, pass, kind, factors, from, to, attribute, hint));
end:
    if (hint) dnnl_primitive_desc_destroy(hint);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    forget(&from);
    forget(&to);
    return hand_out(self, status, result);
}

// MARK: Normalisation and activation

static dnnl_status_t normalization_descriptor(
    dnnl_primitive_desc_t *result, onednn_pass pass, dnnl_memory_desc_t layout, float epsilon,
    dnnl_primitive_attr_t attribute, dnnl_primitive_desc_t hint) {
    unsigned flags = dnnl_use_scale | dnnl_use_shift;
    bool is_backward = pass >= onednn_pass_backward_data;
#if DNNL_VERSION_MAJOR >= 3
    if (is_backward) {
        return dnnl_batch_normalization_backward_primitive_desc_create(
            result, engine(), dnnl_backward, layout, layout, layout, epsilon, flags, hint,
            attribute);
    }
    return dnnl_batch_normalization_forward_primitive_desc_create(
        result, engine(), direction(pass), layout, layout, epsilon, flags, attribute);
#else
    dnnl_batch_normalization_desc_t operation;
    dnnl_status_t status =
        is_backward ? dnnl_batch_normalization_backward_desc_init(
                          &operation, dnnl_backward, &layout, &layout, epsilon, flags)
                    : dnnl_batch_normalization_forward_desc_init(
                          &operation, direction(pass), &layout, epsilon, flags);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(result, &operation, attribute, engine(), hint);
#endif
}

int onednn_normalization(
    onednn_pass pass, onednn_shape shape, float epsilon, onednn_primitive **result) {
    dnnl_memory_desc_t layout = {0};
    dnnl_primitive_attr_t attribute = NULL;
    dnnl_primitive_desc_t hint = NULL;
    dnnl_status_t status = dnnl_success;
    onednn_primitive *self = calloc(1, sizeof *self);
    if (!self) return dnnl_out_of_memory;
    CHECK(describe_image(&layout, shape));
    CHECK(attributes(&attribute, onednn_function_none, 0));
    if (pass >= onednn_pass_backward_data) {
        CHECK(normalization_descriptor(
            &hint, onednn_pass_training, layout, epsilon, attribute, NULL));
    }
    CHECK(normalization_descriptor(&self->descriptor, pass, layout, epsilon, attribute, hint));
end:
    if (hint) dnnl_primitive_desc_destroy(hint);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    forget(&layout);
    return hand_out(self, status, result);
}

static dnnl_status_t activation_descriptor(
    dnnl_primitive_desc_t *result, onednn_pass pass, onednn_function function, float slope,
    dnnl_memory_desc_t layout, dnnl_primitive_attr_t attribute, dnnl_primitive_desc_t hint) {
    dnnl_alg_kind_t kind = algorithm(function);
    float alpha = steepness(function, slope);
    bool is_backward = pass >= onednn_pass_backward_data;
#if DNNL_VERSION_MAJOR >= 3
    if (is_backward) {
        return dnnl_eltwise_backward_primitive_desc_create(
            result, engine(), kind, layout, layout, layout, alpha, 0, hint, attribute);
    }
    return dnnl_eltwise_forward_primitive_desc_create(
        result, engine(), direction(pass), kind, layout, layout, alpha, 0, attribute);
#else
    dnnl_eltwise_desc_t operation;
    dnnl_status_t status =
        is_backward
            ? dnnl_eltwise_backward_desc_init(&operation, kind, &layout, &layout, alpha, 0)
            : dnnl_eltwise_forward_desc_init(
                  &operation, direction(pass), kind, &layout, alpha, 0);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(result, &operation, attribute, engine(), hint);
#endif
}

int onednn_activation(
    onednn_pass pass, onednn_function function, float slope, int64_t count,
    onednn_primitive **result) {
    dnnl_memory_desc_t layout = {0};
    dnnl_primitive_attr_t attribute = NULL;
    dnnl_primitive_desc_t hint = NULL;
    dnnl_status_t status = dnnl_success;
    onednn_primitive *self = calloc(1, sizeof *self);
    if (!self) return dnnl_out_of_memory;
    CHECK(describe(&layout, 1, &count, dnnl_a));
    CHECK(attributes(&attribute, onednn_function_none, 0));
    if (pass >= onednn_pass_backward_data) {
        CHECK(activation_descriptor(
            &hint, onednn_pass_training, function, slope, layout, attribute, NULL));
    }
    CHECK(activation_descriptor(
        &self->descriptor, pass, function, slope, layout, attribute, hint));
end:
    if (hint) dnnl_primitive_desc_destroy(hint);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    forget(&layout);
    return hand_out(self, status, result);
}

// MARK: Running

size_t onednn_bytes(const onednn_primitive *self, onednn_argument argument) {
    layout_in layout = layout_of(self, number(argument));
    return layout ? dnnl_memory_desc_get_size(layout) : 0;
}

static dnnl_status_t reorder(dnnl_memory_t from, dnnl_memory_t to) {
    dnnl_primitive_desc_t descriptor = NULL;
    dnnl_primitive_t primitive = NULL;
    dnnl_status_t status = dnnl_success;
    layout_in source = NULL, destination = NULL;
    CHECK(dnnl_memory_get_memory_desc(from, &source));
    CHECK(dnnl_memory_get_memory_desc(to, &destination));
    CHECK(dnnl_reorder_primitive_desc_create(
        &descriptor, source, engine(), destination, engine(), NULL));
    CHECK(dnnl_primitive_create(&primitive, descriptor));
    dnnl_exec_arg_t arguments[2] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
    CHECK(dnnl_primitive_execute(primitive, stream(), 2, arguments));
    CHECK(dnnl_stream_wait(stream()));
end:
    if (primitive) dnnl_primitive_destroy(primitive);
    if (descriptor) dnnl_primitive_desc_destroy(descriptor);
    return status;
}

static int repack(
    const onednn_primitive *self, onednn_argument argument, float *plain, void *packed,
    bool is_packing) {
    dnnl_memory_desc_t layout = {0};
    dnnl_memory_t outside = NULL, inside = NULL;
    dnnl_status_t status = dnnl_success;
    CHECK(describe(
        &layout, self->plain_dimension_count, self->plain_dimensions, self->plain_tag));
    CHECK(dnnl_memory_create(&outside, ADDRESS(layout), engine(), plain));
    CHECK(dnnl_memory_create(&inside, layout_of(self, number(argument)), engine(), packed));
    CHECK(is_packing ? reorder(outside, inside) : reorder(inside, outside));
end:
    if (outside) dnnl_memory_destroy(outside);
    if (inside) dnnl_memory_destroy(inside);
    forget(&layout);
    return status;
}

int onednn_pack(
    const onednn_primitive *self, onednn_argument argument, const float *plain, void *packed) {
    return repack(self, argument, (float *)plain, packed, true);
}

int onednn_unpack(
    const onednn_primitive *self, onednn_argument argument, const void *packed, float *plain) {
    return repack(self, argument, plain, (void *)packed, false);
}

int onednn_run(
    onednn_primitive *self, const onednn_binding *bindings, int count, void *scratch) {
    dnnl_exec_arg_t arguments[MAX_MEMORIES];
    dnnl_status_t status = dnnl_success;
    int bound = 0;
    for (int index = 0; index < count; index++) {
        int wanted = number(bindings[index].argument);
        for (int place = 0; place < self->slot_count; place++) {
            if (self->slots[place].argument != wanted) continue;
            CHECK(dnnl_memory_set_data_handle(self->slots[place].memory, bindings[index].data));
            arguments[bound++] = (dnnl_exec_arg_t){wanted, self->slots[place].memory};
        }
    }
    for (int place = 0; place < self->slot_count; place++) {
        if (self->slots[place].argument != DNNL_ARG_SCRATCHPAD) continue;
        CHECK(dnnl_memory_set_data_handle(self->slots[place].memory, scratch));
        arguments[bound++] = (dnnl_exec_arg_t){DNNL_ARG_SCRATCHPAD, self->slots[place].memory};
    }
    CHECK(dnnl_primitive_execute(self->primitive, stream(), bound, arguments));
    CHECK(dnnl_stream_wait(stream()));
end:
    return status;
}

int onednn_multiply(
    bool transposes_a, bool transposes_b, int64_t rows, int64_t columns, int64_t depth,
    const float *a, const float *b, bool adds, float *c) {
    return dnnl_sgemm(
        transposes_a ? 'T' : 'N', transposes_b ? 'T' : 'N', rows, columns, depth, 1, a,
        transposes_a ? rows : depth, b, transposes_b ? depth : columns, adds ? 1 : 0, c, columns);
}

void onednn_set_threads(int count) {
    if (omp_set_num_threads) omp_set_num_threads(count);
}

int onednn_threads(void) { return omp_get_max_threads ? omp_get_max_threads() : 1; }

void onednn_keep_freed_memory(void) {
    // 32 MB is the most that glibc takes.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
}
