// The first file of YAMLReading replaces this one.
