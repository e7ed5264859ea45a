// The first file of CEL replaces this one.
