// The first test of Engine replaces this one.
