// The first test of RuleSets replaces this one.
