# Tarsier: `make demo` shows it, `make test` checks it. Nothing else is needed after a clone.

SWIFT ?= swift
# One release build serves the demo, the tests and the benchmarks.
BUILD = -c release -Xswiftc -enable-testing
PLAN ?= examples/mitosis-watch.yaml
SPEED ?= 120

.PHONY: demo test tests-built build benchmark lint format clean

demo: build
	scripts/demo $(PLAN) $(SPEED)

# Three turns: tests with real time-outs must not wait for those that only compute, and whole
# programs that are timed by the clock have the machine to themselves.
COMPUTING = ModelsTests|ONNXTests|RandomPlan|Endurance
test: tests-built
	$(SWIFT) test $(BUILD) --skip-build --skip '$(COMPUTING)|ProcessTests'
	$(SWIFT) test $(BUILD) --skip-build --filter '$(COMPUTING)'
	$(SWIFT) test $(BUILD) --skip-build --filter ProcessTests

# The tests alone: `--build-tests` at times builds tools of packages that nothing here uses, for many
# minutes.
tests-built:
	scripts/setup --tests
	$(SWIFT) build $(BUILD) --product tarsierPackageTests

build:
	scripts/setup
	$(SWIFT) build $(BUILD) --product tarsier
	$(SWIFT) build $(BUILD) --product tarsier-rig
	$(SWIFT) build $(BUILD) --product tarsier-guard

benchmark: build
	scripts/setup --benchmarks
	OMP_WAIT_POLICY=passive GLIBC_TUNABLES=glibc.malloc.hugetlb=1 $(SWIFT) run $(BUILD) Benchmarks

# Two hundred files at a time: more than the system's limit of open files there are by now.
SOURCES = find Package.swift Sources simulators Tests Benchmarks Fuzzing -name '*.swift' -print0 | xargs -0 -n 200

lint:
	$(SOURCES) $(SWIFT) format lint --strict --parallel

format:
	$(SOURCES) $(SWIFT) format --in-place --parallel

clean:
	rm -rf .build .venv .venv-benchmarks
