// The first file of RuleSets replaces this one.
