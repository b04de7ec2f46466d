import fc from 'fast-check'

// A thousand mutants times a hundred runs of each property would take hours; ten find what a mutant breaks.
fc.configureGlobal({ numRuns: 10 })
