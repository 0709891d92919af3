# Tarsier: `make demo` shows it, `make test` checks it. Nothing else is needed after a clone.

SWIFT ?= swift
# One release build serves the demo, the tests and the benchmarks.
BUILD = -c release -Xswiftc -enable-testing
PLAN ?= examples/mitosis-watch.yaml
SPEED ?= 120

.PHONY: demo test test-long tests-built build benchmark lint format clean

demo: build
	scripts/demo $(PLAN) $(SPEED)

test: tests-built
	$(SWIFT) test $(BUILD) --skip-build --skip ProcessTests --skip RunTests
	# Hours of virtual time: they would keep tests with real time-outs waiting.
	$(SWIFT) test $(BUILD) --skip-build --filter RunTests --skip RandomPlan --skip Endurance

# The long ones: 10 000 random plans, a day of virtual time, a hundred killed programs.
test-long: tests-built
	$(SWIFT) test $(BUILD) --skip-build --filter 'RandomPlan|Endurance'
	# Whole programs against the clock: they have the machine to themselves.
	$(SWIFT) test $(BUILD) --skip-build --filter ProcessTests

tests-built:
	scripts/setup --tests
	$(SWIFT) build $(BUILD) --build-tests

build:
	scripts/setup
	$(SWIFT) build $(BUILD) --product tarsier
	$(SWIFT) build $(BUILD) --product tarsier-rig
	$(SWIFT) build $(BUILD) --product tarsier-guard

benchmark: build
	$(SWIFT) run $(BUILD) Benchmarks

lint:
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources simulators Tests Benchmarks

format:
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources simulators Tests Benchmarks

clean:
	rm -rf .build .venv
