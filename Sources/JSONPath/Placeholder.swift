// The first file of JSONPath replaces this one.
