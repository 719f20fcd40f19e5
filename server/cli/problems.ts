// What a failed command prints: the reason in a sentence, never a stack.
import { ConfigError } from '../config.ts'

/** The reason why something failed, for people. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError || !(error instanceof Error))
    return String(error instanceof Error ? error.message : error)
  const code = Reflect.get(error, 'code')
  if (code === 'ENOENT') return `There is no file or folder ${String(Reflect.get(error, 'path'))}.`
  if (code === 'EACCES') return `${String(Reflect.get(error, 'path'))} may not be read or written by this user.`
  return error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message
}
