import { config } from 'zod'

// Zod tries `new Function` to see whether it may compile its parsers; our policy forbids it and counts the try as a
// breach. This runs before any schema is made: it is the first import of every entry.
config({ jitless: true })
