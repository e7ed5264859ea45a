// The first test of assay replaces this one.
