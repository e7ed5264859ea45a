// The first test of JSONReading replaces this one.
