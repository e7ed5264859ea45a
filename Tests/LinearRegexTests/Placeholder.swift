// The first test of LinearRegex replaces this one.
