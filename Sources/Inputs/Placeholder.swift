// The first file of Inputs replaces this one.
