// What the files of this module share.
#pragma once

#include "COneDNN.h"

#include <oneapi/dnnl/dnnl.h>
#include <stdlib.h>
#include <string.h>

// Nothing of this is for others.
#pragma GCC visibility push(hidden)

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

/// The processor, for all threads.
dnnl_engine_t onednn_engine(void);

dnnl_status_t onednn_describe(
    dnnl_memory_desc_t *layout, int count, const dnnl_dim_t *dimensions, dnnl_format_tag_t tag);
dnnl_status_t onednn_describe_numbers(
    dnnl_memory_desc_t *layout, int count, const dnnl_dim_t *dimensions, dnnl_format_tag_t tag,
    onednn_number number);
dnnl_status_t onednn_describe_image(dnnl_memory_desc_t *layout, onednn_shape shape);
void onednn_forget(dnnl_memory_desc_t *layout);

dnnl_prop_kind_t onednn_direction(onednn_pass pass);
dnnl_alg_kind_t onednn_algorithm(onednn_function function);
/// What the soft rectifier of version 3 calls its steepness; version 2 has none.
float onednn_steepness(onednn_function function, float slope);
/// With the function that is worked out on the way.
dnnl_status_t onednn_attributes(
    dnnl_primitive_attr_t *result, onednn_function function, float slope);

/// Makes the primitive of its descriptor ready to run, or destroys it.
int onednn_hand_out(onednn_primitive *self, dnnl_status_t status, onednn_primitive **result);

#pragma GCC visibility pop
