// The first file of LinearRegex replaces this one.
