// Says what names are: as the catalogue knows them, or as a person answered. An unknown name becomes a question.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/tables.ts'
import type { CellProblem, Question, Spot } from '../report.ts'
import { type Answers, isNew } from './answers.ts'
import { candidatesOf } from './candidates.ts'
import { type Beside, type Directory, type Matched, readDirectory } from './directory.ts'
import { fold, isLocal, slugOf } from './fold.ts'

/** What a name is: something that is there, something new, or not known. */
export type Said =
  | { readonly is: 'there'; readonly slug: string /** Whether a person said so. */; readonly isAnswered: boolean }
  | { readonly is: 'new'; readonly slug: string }
  | { readonly is: 'unknown' }

interface Open {
  readonly kind: Matched
  readonly name: string
  readonly slugs: readonly string[]
  readonly spot: Spot
  count: number
}

export class Matcher {
  readonly #db: Kysely<Database>
  readonly #report: (problem: CellProblem) => void
  readonly #directories = new Map<Matched, Directory>()
  readonly #said = new Map<string, Said>()
  readonly #open = new Map<string, Open>()
  readonly #wrong = new Set<string>()
  readonly #answered = new Map<string, string>()

  constructor(db: Kysely<Database>, answers: Answers, report: (problem: CellProblem) => void) {
    this.#db = db
    this.#report = report
    for (const [kind, names] of Object.entries(answers.answers))
      for (const [name, answer] of Object.entries(names))
        if (answer !== null) this.#answered.set(openKey(kind, name), answer)
  }

  /** What a name is. */
  async say(kind: Matched, name: string, spot: Spot, beside: Beside = {}): Promise<Said> {
    const key = JSON.stringify([kind, name, beside.acronym ?? '', beside.country ?? ''])
    const known = this.#said.get(key)
    if (known !== undefined) {
      const open = this.#open.get(openKey(kind, name))
      if (known.is === 'unknown' && open) open.count += 1
      return known
    }
    const said = await this.#find(kind, name, spot, beside)
    this.#said.set(key, said)
    return said
  }

  async #find(kind: Matched, name: string, spot: Spot, beside: Beside): Promise<Said> {
    const directory = await this.#directory(kind)
    const match = directory.match(name, beside)
    if (match.is === 'known') return { is: 'there', slug: match.slug, isAnswered: false }
    const answer = this.#answered.get(openKey(kind, name))
    if (answer === isNew) return this.#newOne(kind, directory, name, beside)
    if (answer !== undefined) {
      if (directory.has(answer)) return { is: 'there', slug: answer, isAnswered: true }
      this.#wrongAnswer({
        ...spot,
        value: name,
        code: 'BAD_ANSWER',
        message: `The answer for ${name} is ${answer}, and there is nothing of that slug.`,
      })
      return { is: 'unknown' }
    }
    const open = this.#open.get(openKey(kind, name))
    if (open) open.count += 1
    else this.#open.set(openKey(kind, name), { kind, name, slugs: match.slugs, spot, count: 1 })
    return { is: 'unknown' }
  }

  /** Two readings find the same wrong answer. */
  #wrongAnswer(problem: CellProblem): void {
    const key = String(problem.value)
    if (this.#wrong.has(key)) return
    this.#wrong.add(key)
    this.#report(problem)
  }

  #newOne(kind: Matched, directory: Directory, name: string, { acronym, country }: Beside): Said {
    const slug = directory.free(slugOf(name))
    // Other spellings of it that follow are the same one.
    const actor = kind === 'Actor' ? { kind: 'OTHER', country: isLocal(name) ? country : undefined } : {}
    directory.add({ slug, name, acronym: acronym ?? null, ...actor, names: [] })
    return { is: 'new', slug }
  }

  async #directory(kind: Matched): Promise<Directory> {
    const directory = this.#directories.get(kind) ?? (await readDirectory(this.#db, kind))
    this.#directories.set(kind, directory)
    return directory
  }

  /** The questions that are left, each with what it may be. */
  async questions(): Promise<readonly Question[]> {
    const questions: Question[] = []
    for (const [kind, open] of Map.groupBy(this.#open.values(), (each) => each.kind)) {
      const candidates = await candidatesOf(this.#db, kind, open)
      for (const [index, { name, spot, count }] of open.entries())
        questions.push({ name, kind, spot, count, candidates: candidates[index] ?? [] })
    }
    return questions
  }

  /** Takes names that nothing is like for new ones, as a person said beforehand, and forgets the rest for another reading. */
  async takeUnlikeAsNew(): Promise<void> {
    for (const { kind, name, candidates } of await this.questions())
      if (candidates.length === 0) this.#answered.set(openKey(kind, name), isNew)
    this.#open.clear()
    this.#said.clear()
    // What was new in this reading is not there yet.
    this.#directories.clear()
  }
}

const openKey = (kind: string, name: string): string => JSON.stringify([kind, fold(name) || name])
