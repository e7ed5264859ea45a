// The first file of Engine replaces this one.
