// The light guard: darkens the light sources when the controller dies or is stuck.
//
//     tarsier-guard PATIENCE_MS FD:HEX [FD:HEX ...]
//
// It inherits the open line FD of each device and knows, in hexadecimal digits, the bytes HEX that
// make the device dark and still. Standard input is its only tie to the controller:
//
//     'b'   a heartbeat; from the first one on, the next must come within PATIENCE_MS
//     'r'   rest: nothing emits, so no heartbeat is expected until the next 'b'
//     'q'   the controller leaves in good order
//     end   the controller is dead
//
// On 'q', at the end, and when a heartbeat is missed it throws away what the controller still had
// in the line's queue, ends a half-sent command with a carriage return, writes HEX, waits until all
// has left, and exits. It answers 'k' once it is ready. After that it allocates nothing, and no
// signal but SIGKILL ends it before it has done its work.

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { MOST_LINES = 16, MOST_BYTES = 512, MOST_WRITE_MS = 1000 };

struct line {
    int descriptor;
    size_t count;
    size_t sent;
    unsigned char bytes[MOST_BYTES];
};

static struct line lines[MOST_LINES];
static int line_count;

static long long now_ms(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static int hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return -1;
}

// Reads FD:HEX; returns 0 where it is none.
static int add_line(const char *text) {
    char *end;
    if (line_count == MOST_LINES) return 0;
    struct line *line = &lines[line_count];
    long descriptor = strtol(text, &end, 10);
    if (end == text || *end != ':' || descriptor < 3 || descriptor > 1 << 20) return 0;
    line->descriptor = (int)descriptor;
    line->bytes[line->count++] = '\r';
    for (const char *digit = end + 1; *digit; digit += 2) {
        int high = hex_digit(digit[0]);
        int low = high < 0 ? -1 : hex_digit(digit[1]);
        if (low < 0 || line->count == MOST_BYTES) return 0;
        line->bytes[line->count++] = (unsigned char)(high << 4 | low);
    }
    line_count++;
    return 1;
}

// Writes what `line` takes without waiting; returns whether anything is left that may still go.
static int push(struct line *line) {
    while (line->sent < line->count) {
        ssize_t count =
            write(line->descriptor, line->bytes + line->sent, line->count - line->sent);
        if (count > 0) {
            line->sent += (size_t)count;
        } else if (errno != EINTR) {
            return errno == EAGAIN;
        }
    }
    return 0;
}

static void darken(void) {
    struct pollfd entries[MOST_LINES];
    long long deadline = now_ms() + MOST_WRITE_MS;
    int is_pending = 1;
    // A line that cannot drain must not keep the guard, and with it the port's lock, for ever.
    signal(SIGALRM, SIG_DFL);
    alarm(5);
    for (int i = 0; i < line_count; i++) {
        int flags = fcntl(lines[i].descriptor, F_GETFL);
        if (flags >= 0) fcntl(lines[i].descriptor, F_SETFL, flags | O_NONBLOCK);
        tcflush(lines[i].descriptor, TCOFLUSH);
        // Output that the controller had stopped stays stopped otherwise.
        tcflow(lines[i].descriptor, TCOON);
        lines[i].sent = 0;
    }
    while (is_pending && now_ms() < deadline) {
        is_pending = 0;
        for (int i = 0; i < line_count; i++) {
            int is_left = push(&lines[i]);
            entries[i].fd = is_left ? lines[i].descriptor : -1;
            entries[i].events = POLLOUT;
            is_pending |= is_left;
        }
        if (is_pending) poll(entries, (nfds_t)line_count, 20);
    }
    for (int i = 0; i < line_count; i++) tcdrain(lines[i].descriptor);
}

int main(int count, char **words) {
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGTSTP, SIGTTOU,
                                  SIGTTIN, SIGUSR1, SIGUSR2};
    struct pollfd controller = {.fd = 0, .events = POLLIN};
    long long last_beat = 0;
    int is_watching = 0;
    char *end;
    long patience = count > 1 ? strtol(words[1], &end, 10) : 0;
    if (count < 3 || patience <= 0 || *end) return 64;
    for (int i = 2; i < count; i++) {
        if (!add_line(words[i])) return 64;
    }
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
    // The terminal's Ctrl-C and its closing go to the controller alone.
    setsid();
    if (write(0, "k", 1) != 1) return 71;

    for (;;) {
        char letters[64];
        int wait = -1;
        if (is_watching) {
            long long left = last_beat + patience - now_ms();
            if (left <= 0) break;
            wait = (int)left;
        }
        if (poll(&controller, 1, wait) <= 0) continue;
        ssize_t received = read(0, letters, sizeof letters);
        if (received < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (received <= 0 || memchr(letters, 'q', (size_t)received)) break;
        char last = letters[received - 1];
        if (last != 'b' && last != 'r') continue;
        is_watching = last == 'b';
        last_beat = now_ms();
    }
    darken();
    return 0;
}
