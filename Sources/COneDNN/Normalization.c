#include "Primitive.h"

static dnnl_status_t normalization_descriptor(
    dnnl_primitive_desc_t *result, onednn_pass pass, dnnl_memory_desc_t layout, float epsilon,
    dnnl_primitive_attr_t attribute, dnnl_primitive_desc_t hint) {
    unsigned flags = dnnl_use_scale | dnnl_use_shift;
    bool is_backward = pass >= onednn_pass_backward_data;
#if DNNL_VERSION_MAJOR >= 3
    if (is_backward) {
        return dnnl_batch_normalization_backward_primitive_desc_create(
            result, onednn_engine(), dnnl_backward, layout, layout, layout, epsilon, flags, hint,
            attribute);
    }
    return dnnl_batch_normalization_forward_primitive_desc_create(
        result, onednn_engine(), onednn_direction(pass), layout, layout, epsilon, flags, attribute);
#else
    dnnl_batch_normalization_desc_t operation;
    dnnl_status_t status =
        is_backward ? dnnl_batch_normalization_backward_desc_init(
                          &operation, dnnl_backward, &layout, &layout, epsilon, flags)
                    : dnnl_batch_normalization_forward_desc_init(
                          &operation, onednn_direction(pass), &layout, epsilon, flags);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(result, &operation, attribute, onednn_engine(), hint);
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
    CHECK(onednn_describe_image(&layout, shape));
    CHECK(onednn_attributes(&attribute, onednn_function_none, 0));
    if (pass >= onednn_pass_backward_data) {
        CHECK(normalization_descriptor(
            &hint, onednn_pass_training, layout, epsilon, attribute, NULL));
    }
    CHECK(normalization_descriptor(&self->descriptor, pass, layout, epsilon, attribute, hint));
end:
    if (hint) dnnl_primitive_desc_destroy(hint);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    onednn_forget(&layout);
    return onednn_hand_out(self, status, result);
}

static dnnl_status_t activation_descriptor(
    dnnl_primitive_desc_t *result, onednn_pass pass, onednn_function function, float slope,
    dnnl_memory_desc_t layout, dnnl_primitive_attr_t attribute, dnnl_primitive_desc_t hint) {
    dnnl_alg_kind_t kind = onednn_algorithm(function);
    float alpha = onednn_steepness(function, slope);
    bool is_backward = pass >= onednn_pass_backward_data;
#if DNNL_VERSION_MAJOR >= 3
    if (is_backward) {
        return dnnl_eltwise_backward_primitive_desc_create(
            result, onednn_engine(), kind, layout, layout, layout, alpha, 0, hint, attribute);
    }
    return dnnl_eltwise_forward_primitive_desc_create(
        result, onednn_engine(), onednn_direction(pass), kind, layout, layout, alpha, 0, attribute);
#else
    dnnl_eltwise_desc_t operation;
    dnnl_status_t status =
        is_backward
            ? dnnl_eltwise_backward_desc_init(&operation, kind, &layout, &layout, alpha, 0)
            : dnnl_eltwise_forward_desc_init(
                  &operation, onednn_direction(pass), kind, &layout, alpha, 0);
    if (status != dnnl_success) return status;
    return dnnl_primitive_desc_create(result, &operation, attribute, onednn_engine(), hint);
#endif
}

int onednn_activation(
    onednn_pass pass, onednn_function function, float slope, int64_t count, onednn_number number,
    onednn_primitive **result) {
    dnnl_memory_desc_t layout = {0};
    dnnl_primitive_attr_t attribute = NULL;
    dnnl_primitive_desc_t hint = NULL;
    dnnl_status_t status = dnnl_success;
    onednn_primitive *self = calloc(1, sizeof *self);
    if (!self) return dnnl_out_of_memory;
    CHECK(onednn_describe_numbers(&layout, 1, &count, dnnl_a, number));
    CHECK(onednn_attributes(&attribute, onednn_function_none, 0));
    if (pass >= onednn_pass_backward_data) {
        CHECK(activation_descriptor(
            &hint, onednn_pass_training, function, slope, layout, attribute, NULL));
    }
    CHECK(activation_descriptor(
        &self->descriptor, pass, function, slope, layout, attribute, hint));
end:
    if (hint) dnnl_primitive_desc_destroy(hint);
    if (attribute) dnnl_primitive_attr_destroy(attribute);
    onednn_forget(&layout);
    return onednn_hand_out(self, status, result);
}
