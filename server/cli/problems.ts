// What a failed command prints: the reason in a sentence, never a stack.
import { ConfigError } from '../config.ts'
import type { Problem } from '../db/changes/problems.ts'
import { DatasetError } from '../db/dataset.ts'

/** The command was not used as it is meant to be. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The reason why something failed, for people. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError || !(error instanceof Error))
    return String(error instanceof Error ? error.message : error)
  if (error instanceof DatasetError)
    return listed(error.problems.map(({ file, path, reason }) => `${file} ${path}: ${reason}`))
  const code = Reflect.get(error, 'code')
  if (code === 'ENOENT') return `There is no file or folder ${String(Reflect.get(error, 'path'))}.`
  if (code === 'EACCES') return `${String(Reflect.get(error, 'path'))} may not be read or written by this user.`
  return error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message
}

/** The problems of a changeset made of files, all of them. */
export const explainProblems = (problems: readonly Problem[]): string =>
  listed(problems.map(({ path, message }) => `${path.join(' ')}: ${message}`))

const listed = (problems: readonly string[]): string =>
  [
    `The files have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}. Nothing was changed.`,
    ...problems.map((problem) => `  ${problem}`),
  ].join('\n')
