// The first test of Inputs replaces this one.
