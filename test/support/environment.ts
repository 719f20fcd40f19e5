// What a process that a test starts finds in its environment.
import { fileURLToPath } from 'node:url'

/** Half of what a start takes is to compile the program: V8 keeps what it has compiled here, for the next start. */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/tenpoint/compiled', import.meta.url))

/** These settings and no others, beside what every program has. */
export const environment = (settings: Readonly<Record<string, string>>): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: compiled,
  ...settings,
})
