// The first file of JSONReading replaces this one.
