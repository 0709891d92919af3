#ifndef CRIG_H
#define CRIG_H

// The C libraries that the simulated rig uses. The controller has modules of its own for the same
// libraries: the two programs share no code.

#include <zmq.h>

#endif
