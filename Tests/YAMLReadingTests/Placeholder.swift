// The first test of YAMLReading replaces this one.
