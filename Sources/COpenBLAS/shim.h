#include <cblas.h>
#include <lapacke.h>

// Only OpenBLAS's own cblas.h declares it, and another may be the chosen one.
void openblas_set_num_threads(int count);
