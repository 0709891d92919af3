#include "Primitive.h"

#include <malloc.h>

// Of the OpenMP library that oneDNN brings along, if it brings one.
__attribute__((weak)) void omp_set_num_threads(int count);
__attribute__((weak)) int omp_get_max_threads(void);

dnnl_engine_t onednn_engine(void) {
    static dnnl_engine_t shared;
    static int lock;
    while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE)) {}
    if (!shared && dnnl_engine_create(&shared, dnnl_cpu, 0) != dnnl_success) shared = NULL;
    __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
    return shared;
}

static dnnl_stream_t stream(void) {
    static _Thread_local dnnl_stream_t own;
    if (own) return own;
    dnnl_status_t status =
        dnnl_stream_create(&own, onednn_engine(), dnnl_stream_default_flags);
    if (status != dnnl_success) own = NULL;
    return own;
}

dnnl_status_t onednn_describe_numbers(
    dnnl_memory_desc_t *layout, int count, const dnnl_dim_t *dimensions, dnnl_format_tag_t tag,
    onednn_number number) {
    dnnl_data_type_t type = number == onednn_number_bfloat16 ? dnnl_bf16 : dnnl_f32;
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_memory_desc_create_with_tag(layout, count, dimensions, type, tag);
#else
    return dnnl_memory_desc_init_by_tag(layout, count, dimensions, type, tag);
#endif
}

dnnl_status_t onednn_describe(
    dnnl_memory_desc_t *layout, int count, const dnnl_dim_t *dimensions, dnnl_format_tag_t tag) {
    return onednn_describe_numbers(layout, count, dimensions, tag, onednn_number_float32);
}

void onednn_forget(dnnl_memory_desc_t *layout) {
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

dnnl_status_t onednn_describe_image(dnnl_memory_desc_t *layout, onednn_shape shape) {
    dnnl_dims_t dimensions = {shape.batch, shape.channels, shape.height, shape.width};
    return onednn_describe_numbers(layout, 4, dimensions, tag(shape.layout), shape.number);
}

dnnl_prop_kind_t onednn_direction(onednn_pass pass) {
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

dnnl_alg_kind_t onednn_algorithm(onednn_function function) {
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

float onednn_steepness(onednn_function function, float slope) {
#if DNNL_VERSION_MAJOR >= 3
    if (function == onednn_function_softplus) return 1;
#endif
    return function == onednn_function_relu ? slope : 0;
}

dnnl_status_t onednn_attributes(
    dnnl_primitive_attr_t *result, onednn_function function, float slope) {
    dnnl_post_ops_t after = NULL;
    dnnl_status_t status = dnnl_success;
    CHECK(dnnl_primitive_attr_create(result));
    CHECK(dnnl_primitive_attr_set_scratchpad_mode(*result, dnnl_scratchpad_mode_user));
    if (function == onednn_function_none) goto end;
    CHECK(dnnl_post_ops_create(&after));
#if DNNL_VERSION_MAJOR >= 3
    CHECK(dnnl_post_ops_append_eltwise(
        after, onednn_algorithm(function), onednn_steepness(function, slope), 0));
#else
    CHECK(dnnl_post_ops_append_eltwise(
        after, 1, onednn_algorithm(function), onednn_steepness(function, slope), 0));
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
        CHECK(dnnl_memory_create(&next->memory, layout, onednn_engine(), DNNL_MEMORY_NONE));
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

int onednn_hand_out(onednn_primitive *self, dnnl_status_t status, onednn_primitive **result) {
    if (status == dnnl_success) status = complete(self);
    if (status == dnnl_success) {
        *result = self;
    } else {
        onednn_destroy(self);
    }
    return status;
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
        &descriptor, source, onednn_engine(), destination, onednn_engine(), NULL));
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
    CHECK(onednn_describe(
        &layout, self->plain_dimension_count, self->plain_dimensions, self->plain_tag));
    CHECK(dnnl_memory_create(&outside, ADDRESS(layout), onednn_engine(), plain));
    CHECK(dnnl_memory_create(&inside, layout_of(self, number(argument)), onednn_engine(), packed));
    CHECK(is_packing ? reorder(outside, inside) : reorder(inside, outside));
end:
    if (outside) dnnl_memory_destroy(outside);
    if (inside) dnnl_memory_destroy(inside);
    onednn_forget(&layout);
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
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
}
