#include "Primitive.h"

static dnnl_status_t pooling_descriptor(
    dnnl_primitive_desc_t *result, onednn_pass pass, dnnl_alg_kind_t kind,
    dnnl_memory_desc_t source, dnnl_memory_desc_t destination, onednn_window window,
    dnnl_primitive_attr_t attribute, dnnl_primitive_desc_t hint) {
    dnnl_dims_t dilations = {window.dilation[0] - 1, window.dilation[1] - 1};
    bool is_backward = pass >= onednn_pass_backward_data;
#if DNNL_VERSION_MAJOR >= 3
    if (is_backward) {
        return dnnl_pooling_backward_primitive_desc_create(
            result, onednn_engine(), kind, source, destination, window.stride, window.kernel,
            dilations, window.before, window.after, hint, attribute);
    }
    return dnnl_pooling_forward_primitive_desc_create(
        result, onednn_engine(), onednn_direction(pass), kind, source, destination, window.stride,
        window.kernel, dilations, window.before, window.after, attribute);
#else
    dnnl_pooling_v2_desc_t operation;
    dnnl_status_t status =
        is_backward
            ? dnnl_pooling_v2_backward_desc_init(
                  &operation, kind, &source, &destination, window.stride, window.kernel, dilations,
                  window.before, window.after)
            : dnnl_pooling_v2_forward_desc_init(
                  &operation, onednn_direction(pass), kind, &source, &destination, window.stride,
                  window.kernel, dilations, window.before, window.after);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(result, &operation, attribute, onednn_engine(), hint);
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
    CHECK(onednn_describe_image(&from, source));
    CHECK(onednn_describe_image(&to, destination));
    CHECK(onednn_attributes(&attribute, onednn_function_none, 0));
    if (pass >= onednn_pass_backward_data) {
        CHECK(pooling_descriptor(
            &hint, onednn_pass_training, kind, from, to, window, attribute, NULL));
    }
    CHECK(pooling_descriptor(&self->descriptor, pass, kind, from, to, window, attribute, hint));
end:
    if (hint) dnnl_primitive_desc_destroy(hint);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    onednn_forget(&from);
    onednn_forget(&to);
    return onednn_hand_out(self, status, result);
}

static dnnl_status_t resampling_descriptor(
    dnnl_primitive_desc_t *result, onednn_pass pass, dnnl_alg_kind_t kind, const float *factors,
    dnnl_memory_desc_t source, dnnl_memory_desc_t destination, dnnl_primitive_attr_t attribute,
    dnnl_primitive_desc_t hint) {
    bool is_backward = pass >= onednn_pass_backward_data;
#if DNNL_VERSION_MAJOR >= 3
    if (is_backward) {
        return dnnl_resampling_backward_primitive_desc_create(
            result, onednn_engine(), kind, factors, source, destination, hint, attribute);
    }
    return dnnl_resampling_forward_primitive_desc_create(
        result, onednn_engine(), onednn_direction(pass), kind, factors, source, destination,
        attribute);
#else
    dnnl_resampling_desc_t operation;
    dnnl_status_t status =
        is_backward ? dnnl_resampling_backward_desc_init(
                          &operation, kind, factors, &source, &destination)
                    : dnnl_resampling_forward_desc_init(
                          &operation, onednn_direction(pass), kind, factors, &source, &destination);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(result, &operation, attribute, onednn_engine(), hint);
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
    CHECK(onednn_describe_image(&from, source));
    CHECK(onednn_describe_image(&to, destination));
    CHECK(onednn_attributes(&attribute, onednn_function_none, 0));
    if (pass >= onednn_pass_backward_data) {
        CHECK(resampling_descriptor(
            &hint, onednn_pass_training, kind, factors, from, to, attribute, NULL));
    }
    CHECK(resampling_descriptor(
        &self->descriptor, pass, kind, factors, from, to, attribute, hint));
end:
    if (hint) dnnl_primitive_desc_destroy(hint);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    onednn_forget(&from);
    onednn_forget(&to);
    return onednn_hand_out(self, status, result);
}
