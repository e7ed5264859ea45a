# assay: two commands on a fresh machine with a Swift toolchain: `make demo` and `make test`.

PREFIX ?= /usr/local
CONFIGURATION = release
# The Swift library goes into the binary where that is possible: one file to copy, and half the start-up time.
STATIC = $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
BINARY = .build/$(CONFIGURATION)/assay

.PHONY: help demo test build lint format bench install packages

help: ## Show the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build ## Build, and judge an export with a few defects.
	@echo
	@$(BINARY) check Fixtures/demo/export.json --now 2025-03-05T09:00:00Z; status=$$?; \
	  if [ $$status -ne 1 ]; then echo "the demo should have found something (exit 1), not ended with $$status"; exit 1; fi

test: packages ## Run all tests.
	swift test --parallel

build: packages ## Build the tool: .build/release/assay.
	swift build -c $(CONFIGURATION) $(STATIC) --product assay

bench: build ## Measure speed and memory beside simdjson's (BENCH='--megabytes 1000'; SHORT=1: only try it).
	swift build -c $(CONFIGURATION) $(STATIC) --product benchmarks
	.build/$(CONFIGURATION)/benchmarks $(if $(SHORT),--short) $(BENCH)

lint: ## Check the format of the sources.
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

format: ## Format the sources.
	swift format --in-place --recursive --parallel Sources Tests Package.swift

install: build ## Install into PREFIX (default /usr/local).
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/assay"

packages: # Install the system packages that are missing.
	@sh .ci/packages
