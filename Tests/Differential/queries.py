#!/usr/bin/env python3
"""Random JSONPaths and documents with what another implementation selects, for the test that compares them.

By hand, since the other implementation is not at hand everywhere:

    python3 -m venv .build/venv && .build/venv/bin/pip install jsonpath-rfc9535
    .build/venv/bin/python Tests/Differential/queries.py --seed 1 --queries 10000 >.build/cases.ndjson
    ASSAY_QUERY_CASES=.build/cases.ndjson swift test --filter QueryDifferentialTests

Each line is {"query": ..., "document": ..., "paths": ...}; the paths are normalised, in order, and null when the query
is none. Every fourth query has a character changed, dropped or doubled, so that many of them are none.

What the two are known to see in different ways (jsonpath-rfc9535 1.0.1) is not generated. Assay has the RFC's word for
it (RFC 9535, by section):

- `value(@)` and `count(@)`: the other takes the value for a list of nodes and fails (2.4.5, 2.4.8);
- `@` alone as a test, of a scalar, beside `&&` or `||`: the other asks whether the value is true (2.3.5.2.1);
- several selectors, one of them a filter, within the argument of a function: the other refuses them (2.5.1.1);
- `!!`, and `!` before one side of a comparison: the other takes it; the grammar has one `!` before a test (2.3.5.1);
- characters from U+1100 on within a name, not at its start: the other refuses them (2.5.1.1: name-char);
- a slice without its second colon, `:3-2` or `:3 2`: the other takes it (2.3.4.1);
- a comma behind the last argument, leading zeros of a literal, `1 < 0 <= @`: the other takes them (2.4, 2.3.5.1);
- whole numbers beyond 2^53 - 1 as literals: the other makes doubles of them, Assay compares exactly (2.1: I-JSON).
"""
import argparse
import json
import random
import re

import jsonpath_rfc9535

NAMES = ["a", "b", "c", "name", "\u00e9", "a-b", "'", "\u263a", "\U0001f600", ""]
SHORT = ["a", "b", "c", "name", "\u00e9", "\u263a"]
TEXTS = ["", "a", "b", "ab", "abc", "a1", "\u00e9", "\ufb00", "\U0001f600", "x\ny", "'", '"', "\\", "1"]
NUMBERS = [0, 1, 2, -1, 1.0, 1.5, 0.1, 100, 1e2, -0.0, 3, 9007199254740993, 1e300]
PATTERNS = ["a", "a.*", "[a-c]+", ".", "a|b", "(ab)?c?", "[^a]", "a{1,2}", "\\\\.", "\\\\p{L}", "\\\\p{Lu}*", "x.y",
            "^a", "a$"]
DAMAGE = list("$@.[]?*:,'\"()!=<>&|-+0123 ab\\\t\u00e9")
# Damaged queries that the two see in different ways, as the list above says.
DISPUTED = [r"[!<>=]\s*!", r"[\w\u263a]\u263a", r"[0-9]\s*-[0-9]|[0-9]\s+[0-9]", r",\s*\)", r"\b0[0-9]",
            r"[!<>=]=?[^&|,?()!<>=]+[!<>=]"]


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.is_in_argument = False

    def value(self, depth=4):
        r = self.r
        kind = r.randint(0, 9 if depth > 0 else 4)
        if kind == 0:
            return r.choice([None, True, False])
        if kind <= 2:
            return r.choice(NUMBERS)
        if kind <= 4:
            return r.choice(TEXTS)
        if kind <= 6:
            return [self.value(depth - 1) for _ in range(r.randint(0, 4))]
        return {n: self.value(depth - 1) for n in NAMES if r.random() < 0.4}

    def blank(self):
        return self.r.choice(["", "", "", "", "", " ", "\n", "\t "])

    def quoted(self, text):
        r, quote = self.r, self.r.choice("'\"")
        out = []
        for c in text:
            if c == quote or c == "\\":
                out.append("\\" + c)
            elif c == "\n":
                out.append("\\n")
            elif r.random() < 0.1:
                units = c.encode("utf-16-be")
                for high, low in zip(units[::2], units[1::2]):
                    out.append(f"\\u{high:02{r.choice('xX')}}{low:02x}")
            else:
                out.append(c)
        return quote + "".join(out) + quote

    def index(self):
        return str(self.r.choice([0, 1, 2, 3, -1, -2, -5, 10]))

    def slice(self):
        b, r = self.blank, self.r
        start, end = (self.index() if r.random() < 0.5 else "" for _ in range(2))
        step = r.choice(["", "", b() + ":", f"{b()}:{b()}{r.choice([1, 2, -1, -2, 0, 3])}"])
        return f"{start}{b() if start else ''}:{b()}{end}{step}"

    def selector(self, depth):
        r = self.r
        kind = r.randint(0, 9 if depth > 0 else 6)
        if kind <= 1:
            return self.quoted(r.choice(NAMES))
        if kind <= 3:
            return self.index()
        if kind <= 4:
            return "*"
        if kind <= 6:
            return self.slice()
        return "?" + self.blank() + self.logical(depth - 1)

    def segment(self, depth):
        r = self.r
        kind = r.randint(0, 9)
        if kind <= 2:
            return "." + r.choice(SHORT)
        if kind == 3:
            return ".*"
        if kind == 4:
            return ".." + r.choice(SHORT + ["*"])
        dots = ".." if kind == 5 else ""
        inner = (self.blank() + "," + self.blank()).join(
            self.selector(depth) for _ in range(1 if self.is_in_argument else r.choice([1, 1, 1, 2, 3])))
        return f"{dots}[{self.blank()}{inner}{self.blank()}]"

    def query(self, depth, root="$", least=0, most=4):
        return root + "".join(self.blank() + self.segment(depth) for _ in range(self.r.randint(least, most)))

    def singular(self):
        r = self.r
        steps = [r.choice(["." + r.choice(SHORT), f"[{self.quoted(r.choice(NAMES))}]", f"[{self.index()}]"])
                 for _ in range(r.randint(0, 2))]
        return r.choice("@@@$") + "".join(steps)

    def literal(self):
        r = self.r
        kind = r.randint(0, 4)
        if kind == 0:
            return r.choice(["null", "true", "false"])
        if kind <= 2:
            return r.choice(["0", "1", "-1", "1.0", "1.5", "1e2", "1E+2", "-0", "0.1", "10e-1", "2"])
        return self.quoted(r.choice(TEXTS))

    def comparable(self, depth):
        r, b = self.r, self.blank
        kind = r.randint(0, 9)
        if kind <= 3:
            return self.singular()
        if kind <= 7:
            return self.literal()
        was_in_argument, self.is_in_argument = self.is_in_argument, True
        inner = self.query(depth - 1, r.choice("@@$"), 1, 2)
        self.is_in_argument = was_in_argument
        return r.choice([
            f"length({b()}{self.singular()}{b()})", f"count({b()}{inner}{b()})", f"value({inner})",
            f"length({self.literal()})", f"length(value({inner}))"])

    def logical(self, depth):
        r, b = self.r, self.blank
        kind = r.randint(0, 11 if depth > 0 else 7)
        if kind <= 3:
            operator = r.choice(["==", "!=", "<", "<=", ">", ">="])
            return f"{self.comparable(depth)}{b()}{operator}{b()}{self.comparable(depth)}"
        if kind <= 5:
            return r.choice(["", "", "!"]) + self.query(depth - 1, r.choice("@@@$"), 1, 2)
        if kind <= 7:
            text = r.choice([self.singular(), self.quoted(r.choice(TEXTS))])
            return f"{r.choice(['match', 'search'])}({text}{b()},{b()}'{r.choice(PATTERNS)}')"
        if kind == 8:
            return f"{r.choice(['', '!'])}({b()}{self.logical(depth - 1)}{b()})"
        operator = r.choice(["&&", "||"])
        return f"{self.logical(depth - 1)}{b()}{operator}{b()}{self.logical(depth - 1)}"

    def damaged(self, query):
        at = self.r.randrange(len(query))
        return self.r.choice([
            query[:at] + query[at + 1:], query[:at] + query[at] + query[at:],
            query[:at] + self.r.choice(DAMAGE) + query[at:], query[:at] + self.r.choice(DAMAGE) + query[at + 1:]])


def is_disputed(query):
    """Whether a damaged query is one of those that the other implementation is known to see in another way."""
    return re.search("|".join(DISPUTED), query) is not None


def selected(environment, query, document):
    try:
        compiled = environment.compile(query)
    except jsonpath_rfc9535.JSONPathError:
        return None
    return [node.path() for node in compiled.find(document)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--queries", type=int, default=10000)
    arguments = parser.parse_args()
    environment = jsonpath_rfc9535.JSONPathEnvironment()
    for number in range(arguments.queries):
        maker = Maker(arguments.seed * 1_000_003 + number)
        query, document = maker.query(3), maker.value()
        if number % 4 == 3 and not is_disputed(damaged := maker.damaged(query)):
            query = damaged
        print(json.dumps({"query": query, "document": document, "paths": selected(environment, query, document)}))


if __name__ == "__main__":
    main()
