// The first test of CEL replaces this one.
