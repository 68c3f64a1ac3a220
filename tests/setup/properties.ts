import fc from 'fast-check'

/**
 * Where the suite decides on a change (`CI` is set), the inputs of every property are the same each time, so that a change is
 * judged by what it changed; everywhere else they are new ones at every run, and what falls there says its seed.
 */
if (process.env['CI']) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_251_128 })
