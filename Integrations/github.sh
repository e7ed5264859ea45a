#!/usr/bin/env bash
# What the step of action.yml runs. Inputs come as variables, so that no text of a workflow is read as a command.
set -euo pipefail

arguments=(check --format github)
if [ -n "$ASSAY_FAIL_ON" ]; then arguments+=(--fail-on "$ASSAY_FAIL_ON"); fi
while IFS= read -r rules; do
  if [ -n "$rules" ]; then arguments+=(--rules "$rules"); fi
done <<<"$ASSAY_RULES"
if [ -n "$ASSAY_SARIF" ]; then arguments+=(--format "sarif:$ASSAY_SARIF"); fi
arguments+=(--)
while IFS= read -r input; do
  if [ -n "$input" ]; then arguments+=("$input"); fi
done <<<"$ASSAY_INPUT"

status=0
assay "${arguments[@]}" || status=$?
echo "exit-code=$status" >>"$GITHUB_OUTPUT"
exit "$status"
