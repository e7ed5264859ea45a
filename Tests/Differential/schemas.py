#!/usr/bin/env python3
"""Random JSON Schemas and values with the verdicts of another implementation, for the test that compares them.

By hand, since the other implementation is not at hand everywhere:

    python3 -m venv .build/venv && .build/venv/bin/pip install jsonschema
    .build/venv/bin/python Tests/Differential/schemas.py --seed 1 --schemas 10000 >.build/cases.ndjson
    ASSAY_SCHEMA_CASES=.build/cases.ndjson swift test --filter SchemaDifferentialTests

Each line is {"schema": ..., "values": [[value, valid], ...]}. What the two are known to see in different ways is not
generated:

- decimal fractions as divisors: Python computes with binary floats, Assay exactly;
- schemas that refer to themselves for the same value, which Assay refuses when it compiles them;
- roots without $id: jsonschema 4.26 leaves them out of the dynamic scope, so that $dynamicRef misses their anchors.
"""
import argparse
import json
import random

import jsonschema

NAMES = ["a", "b", "ab", "name", "\u00e9"]


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def schema(self):
        schema = self.members(3, True)
        # Definitions refer to each other only from within members, so that there is no loop.
        x = self.members(1, False)
        x["properties"] = {"a": {"$ref": "#/$defs/y"}}
        y = self.members(1, False)
        z = self.members(2, False)
        z["$id"] = "https://example.com/z"
        z["$defs"] = {"inner": {"$dynamicAnchor": "inner", **self.members(1, False)}}
        z["items"] = {"$dynamicRef": "#inner"}
        schema["$defs"] = {"x": x, "y": y, "z": z}
        if self.r.random() < 0.5:
            schema["$defs"]["inner"] = {"$dynamicAnchor": "inner", **self.members(1, False)}
        schema["$id"] = "https://example.com/root"
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        return schema

    def sub(self, depth, refers):
        if depth == 0 or self.r.random() < 0.1:
            return self.r.choice([True, False, {}, {"type": "string"}, {"type": "integer"}])
        return self.members(depth, refers)

    def list(self, depth, refers):
        return [self.sub(depth, refers) for _ in range(self.r.randint(1, 3))]

    def map(self, names, depth, refers):
        return {n: self.sub(depth, refers) for n in names if self.r.random() < 0.5}

    def members(self, depth, refers):
        return dict(self.member(depth, refers) for _ in range(self.r.randint(1, 5)))

    def member(self, depth, refers):
        r, inner = self.r, depth - 1
        simple = [
            lambda: ("type", r.choice(["object", "array", "string", "integer", "number", "null", "boolean",
                                       ["object", "array"], ["string", "null", "integer"]])),
            lambda: ("enum", r.choice([[1, "a", None, [1], {"a": 1}], ["a", "b"], [1.0, False]])),
            lambda: ("const", r.choice([1, "a", [], {}, 1.0, None, [1, {"a": 2}]])),
            lambda: (r.choice(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]),
                     r.choice([0, 1, 1.5, 2, -1, 0.3])),
            lambda: ("multipleOf", r.choice([1, 2, 0.5, 3])),
            lambda: (r.choice(["minLength", "maxLength"]), r.choice([0, 1, 2, 3.0])),
            lambda: ("pattern", r.choice(["^a", "b$", "^[a-z]+$", "^.$", "^[0-9a-f]{2}$", "a|b"])),
            lambda: (r.choice(["minItems", "maxItems", "minProperties", "maxProperties"]), r.choice([0, 1, 2])),
            lambda: ("uniqueItems", r.choice([True, True, False])),
            lambda: ("required", r.choice([["a"], ["a", "b"], [], ["name"]])),
            lambda: ("dependentRequired", {"a": ["b"], "name": []}),
        ]
        nested = [
            lambda: ("properties", self.map(NAMES, inner, refers)),
            lambda: ("properties", self.map(NAMES, inner, refers)),
            lambda: ("patternProperties", self.map(["^a", "b$", "."], inner, refers)),
            lambda: ("additionalProperties", self.sub(inner, refers)),
            lambda: ("propertyNames", self.sub(inner, refers)),
            lambda: ("items", self.sub(inner, refers)),
            lambda: ("prefixItems", self.list(inner, refers)),
            lambda: ("contains", self.sub(inner, refers)),
            lambda: (r.choice(["minContains", "maxContains"]), r.choice([0, 1, 2])),
            lambda: ("allOf", self.list(inner, refers)),
            lambda: ("anyOf", self.list(inner, refers)),
            lambda: ("oneOf", self.list(inner, refers)),
            lambda: ("not", self.sub(inner, refers)),
            lambda: (r.choice(["if", "then", "else"]), self.sub(inner, refers)),
            lambda: ("dependentSchemas", self.map(["a", "b"], inner, refers)),
            lambda: ("unevaluatedItems", self.sub(inner, refers)),
            lambda: ("unevaluatedProperties", self.sub(inner, refers)),
        ]
        if refers:
            nested.append(lambda: ("$ref", r.choice(["#/$defs/x", "#/$defs/y", "https://example.com/z"])))
        return r.choice(simple + (nested * 2 if depth > 0 else []))()

    def value(self, depth=3):
        r = self.r
        kind = r.randint(0, 9 if depth > 0 else 5)
        if kind == 0:
            return r.choice([None, True, False])
        if kind <= 2:
            return r.choice([0, 1, 1.0, 1.5, 2, -1, 3, 0.3, 6, 12345678901234567890])
        if kind <= 5:
            return r.choice(["", "a", "b", "ab", "\u00e9", "a1", "long text", "\U0001f600"])
        if kind <= 7:
            return [self.value(depth - 1) for _ in range(r.randint(0, 4))]
        return {n: self.value(depth - 1) for n in NAMES if r.random() < 0.5}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--schemas", type=int, default=10000)
    arguments = parser.parse_args()
    for number in range(arguments.schemas):
        maker = Maker(arguments.seed * 1_000_003 + number)
        schema = maker.schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        values = [maker.value() for _ in range(5)]
        print(json.dumps({"schema": schema, "values": [[v, validator.is_valid(v)] for v in values]}))


if __name__ == "__main__":
    main()
