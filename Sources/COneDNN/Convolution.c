#include "Primitive.h"

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
    CHECK(onednn_describe_image(&c->source, source));
    CHECK(onednn_describe_image(&c->destination, destination));
    CHECK(onednn_describe_numbers(
        &c->weights, self->plain_dimension_count, plain, dnnl_format_tag_any, source.number));
    CHECK(onednn_describe(&c->bias, 1, &destination.channels, dnnl_a));
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
            result, onednn_engine(), kind, c->source, c->weights, c->destination, c->strides,
            c->dilations, c->before, c->after, hint, attribute);
    case onednn_pass_backward_weights:
        return (c->is_transposed ? dnnl_deconvolution_backward_weights_primitive_desc_create
                                 : dnnl_convolution_backward_weights_primitive_desc_create)(
            result, onednn_engine(), kind, c->source, c->weights, bias, c->destination, c->strides,
            c->dilations, c->before, c->after, hint, attribute);
    default:
        return (c->is_transposed ? dnnl_deconvolution_forward_primitive_desc_create
                                 : dnnl_convolution_forward_primitive_desc_create)(
            result, onednn_engine(), onednn_direction(pass), kind, c->source, c->weights, bias,
            c->destination, c->strides, c->dilations, c->before, c->after, attribute);
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
            &operation, onednn_direction(pass), kind, &c->source, &c->weights, bias,
            &c->destination, c->strides, c->dilations, c->before, c->after));
    }
    return dnnl_primitive_desc_create(result, &operation, attribute, onednn_engine(), hint);
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
    CHECK(onednn_attributes(&attribute, is_backward ? onednn_function_none : function, slope));
    if (is_backward) {
        CHECK(convolution_descriptor(&hint, &c, onednn_pass_training, attribute, NULL));
    }
    if (pass == onednn_pass_backward_weights) {
        // Whatever the activations are kept as, what is summed up over so many of them has all its
        // digits.
        onednn_forget(&c.weights);
        CHECK(onednn_describe(
            &c.weights, self->plain_dimension_count, self->plain_dimensions,
            dnnl_format_tag_any));
    }
    c.is_winograd = is_winograd;
    CHECK(convolution_descriptor(&self->descriptor, &c, pass, attribute, hint));
end:
    if (hint) dnnl_primitive_desc_destroy(hint);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    onednn_forget(&c.source);
    onednn_forget(&c.destination);
    onednn_forget(&c.weights);
    onednn_forget(&c.bias);
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
    return onednn_hand_out(self, status, result);
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
    return onednn_hand_out(self, status, result);
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
    CHECK(onednn_describe(&c.source, 4, dimensions, dnnl_format_tag_any));
    CHECK(onednn_describe(&c.destination, 4, dimensions, dnnl_format_tag_any));
    CHECK(onednn_describe(&c.weights, 4, kernel, dnnl_format_tag_any));
    CHECK(onednn_attributes(&attribute, onednn_function_none, 0));
    CHECK(convolution_descriptor(&descriptor, &c, onednn_pass_inference, attribute, NULL));
    CHECK(onednn_describe(&eights, 4, dimensions, dnnl_nChw8c));
    CHECK(onednn_describe(&sixteens, 4, dimensions, dnnl_nChw16c));
    layout_in chosen = dnnl_primitive_desc_query_md(descriptor, dnnl_query_src_md, 0);
    if (dnnl_memory_desc_equal(chosen, ADDRESS(eights))) size = 8;
    if (dnnl_memory_desc_equal(chosen, ADDRESS(sixteens))) size = 16;
end:
    if (descriptor) dnnl_primitive_desc_destroy(descriptor);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    onednn_forget(&c.source);
    onednn_forget(&c.destination);
    onednn_forget(&c.weights);
    onednn_forget(&eights);
    onednn_forget(&sixteens);
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

bool onednn_has_bfloat16(void) {
    // Each set of instructions has the bits of those that it contains.
    unsigned needed = dnnl_cpu_isa_avx512_core_bf16;
    return ((unsigned)dnnl_get_effective_cpu_isa() & needed) == needed;
}

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
    CHECK(onednn_describe_image(&from, source));
    CHECK(onednn_describe_image(&to, destination));
    CHECK(onednn_attributes(&attribute, onednn_function_none, 0));
    CHECK(dnnl_reorder_primitive_desc_create(
        &self->descriptor, ADDRESS(from), onednn_engine(), ADDRESS(to), onednn_engine(),
        attribute));
end:
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    onednn_forget(&from);
    onednn_forget(&to);
    return onednn_hand_out(self, status, result);
}
