// The first test of Reporters replaces this one.
