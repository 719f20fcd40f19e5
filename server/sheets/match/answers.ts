// What a person says names are: a file of answers, drafted by the questions of an import.
import { z } from 'zod'
import type { Question } from '../report.ts'

/** The answer for something that is not in the catalogue yet. */
export const isNew = 'new'

const answersShape = z.strictObject({
  $schema: z.string().optional(),
  answers: z
    .record(z.string(), z.record(z.string(), z.string().nullable()))
    .describe('By type, as Actor: each name with the slug of what it is, "new", or null where nobody has said yet.'),
  unlike: z
    .enum(['ask', 'new'])
    .default('ask')
    .describe('What names are that nothing in the catalogue is like: asked about, or new.'),
  candidates: z.unknown().optional().describe('What names may be; for the reader alone.'),
})

export type Answers = z.output<typeof answersShape>

export const noAnswers: Answers = { answers: {}, unlike: 'ask' }

/** The file of answers is wrong. */
export class AnswersError extends Error {
  override readonly name = 'AnswersError'
}

/** Reads answers. Throws AnswersError. */
export function readAnswers(text: string): Answers {
  try {
    return answersShape.parse(JSON.parse(text))
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
        : error instanceof Error
          ? error.message
          : ''
    throw new AnswersError(`The answers cannot be read: ${why}`, { cause: error })
  }
}

/** A draft of answers to questions: nothing is answered, and what each may be stands beside. */
export function draftOf(questions: readonly Question[], { answers, unlike }: Answers = noAnswers): object {
  const kinds = [...new Set([...Object.keys(answers), ...questions.map(({ kind }) => kind)])]
  const asked = (kind: string) => questions.filter((question) => question.kind === kind)
  return {
    answers: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        { ...answers[kind], ...Object.fromEntries(asked(kind).map(({ name }) => [name, null])) },
      ]),
    ),
    unlike,
    candidates: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        Object.fromEntries(
          asked(kind).map(({ name, candidates }) => [
            name,
            candidates.map(({ slug, name: of, why }) => `${slug}: ${of} (${why})`),
          ]),
        ),
      ]),
    ),
  }
}
