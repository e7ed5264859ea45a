// The first test of SourceText replaces this one.
