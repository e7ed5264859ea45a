// The first test of Findings replaces this one.
