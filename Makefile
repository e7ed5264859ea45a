# assay: two commands on a fresh machine with a Swift toolchain: `make demo` and `make test`.

PREFIX ?= /usr/local
CONFIGURATION = release
# The Swift library goes into the binary where that is possible: one file to copy, and half the start-up time. No library is
# looked for beside it then.
STATIC = $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib --disable-local-rpath)
BINARY = .build/$(CONFIGURATION)/assay

.PHONY: help demo test build lint format bench install man pages packages

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

bench: build ## Measure speed and memory beside simdjson's (BENCH='--megabytes 1000' or '--keys 100000000', '--findings 1000000'; SHORT=1: only try it).
	swift build -c $(CONFIGURATION) $(STATIC) --product benchmarks
	.build/$(CONFIGURATION)/benchmarks $(if $(SHORT),--short) $(BENCH)

lint: ## Check the format of the sources.
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

format: ## Format the sources.
	swift format --in-place --recursive --parallel Sources Tests Package.swift

install: build man ## Install the tool, its manual page and completions into PREFIX (default /usr/local).
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/assay"
	install -m 644 .build/plugins/GenerateManual/outputs/assay/assay.1 "$(DESTDIR)$(PREFIX)/share/man/man1/assay.1"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	$(BINARY) --generate-completion-script bash >"$(DESTDIR)$(PREFIX)/share/bash-completion/completions/assay"
	$(BINARY) --generate-completion-script zsh >"$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_assay"
	$(BINARY) --generate-completion-script fish >"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/assay.fish"

man: packages ## Make the manual page.
	swift package --allow-writing-to-package-directory generate-manual

pages: build ## Write the pages of the built-in rules anew.
	rm -rf Rules/ango/pages && mkdir Rules/ango/pages
	$(BINARY) rules pages Rules/ango/pages --rules ango/all

packages: # Install the system packages that are missing.
	@sh .ci/packages
