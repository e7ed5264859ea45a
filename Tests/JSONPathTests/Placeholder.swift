// The first test of JSONPath replaces this one.
