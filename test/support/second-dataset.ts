// An invented dataset beside the catalogue, of an invented document: nothing in it is a fact.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { printJson } from '../../server/db/dataset/print.ts'

export const secondSlug = 'invented-test-report'

const document = {
  slug: secondSlug,
  title: 'Invented report for tests',
  kind: 'REPORT',
  language: 'en',
  issued: '2020',
  note: 'Nothing in this report is a fact; it was invented to test the API.',
  pages: { first: 1, last: 12 },
}

const initiative = {
  slug: 'invented-test-forum',
  name: 'Invented Test Forum',
  kind: 'NETWORK',
  level: 'REGIONAL',
  coverage: 'BRIEF',
  status: 'ONGOING',
  period: { text: '2018 PRESENT', edtf: '2018/..' },
  background: 'Invented for tests: a forum that meets on page 2.',
  source: 'p2 ACTIONS',
  places: [{ place: 'X-INVENTED-COAST', role: 'COVERAGE', source: 'p2 ACTIONS' }],
  populations: [{ population: 'REFUGEES', source: 'p2 ACTIONS' }],
  phases: [
    { key: 'p1', kind: 'PHASE', name: 'Invented first phase', status: 'ONGOING', source: 'p3 BACKGROUND' },
    { key: 'p2', kind: 'PHASE', name: 'Invented second phase', status: 'PLANNED', source: 'p3 BACKGROUND' },
  ],
  participations: [
    { actor: 'invented-test-council', role: 'LEAD', certainty: 'STATED', listed: true, source: 'p2 ACTORS' },
    { actor: 'iom', role: 'PARTICIPANT', certainty: 'STATED', listed: true, source: 'p2 ACTORS' },
  ],
  actions: [
    {
      key: 'a1',
      phase: 'p1',
      summary: 'Hold an invented meeting.',
      nature: 'ACTION',
      kind: 'DIALOGUE',
      status: 'DONE',
      source: 'p4 ACTIONS',
      actors: [
        { actor: 'invented-test-council', role: 'PERFORMER', attribution: 'NAMED' },
        { actor: 'iom', role: 'COLLABORATOR', attribution: 'NAMED' },
      ],
      actionPoints: [{ point: 1, basis: 'EDITORIAL', rationale: 'Invented: a meeting is cooperation.' }],
    },
    {
      key: 'a2',
      summary: 'Write an invented paper.',
      nature: 'ACTION',
      kind: 'RESEARCH_DATA',
      status: 'ONGOING',
      source: 'p5-6 ACTIONS',
      actors: [{ actor: 'invented-test-council', role: 'PERFORMER', attribution: 'NAMED' }],
      actionPoints: [{ point: 7, basis: 'EDITORIAL', rationale: 'Invented: the paper is about solutions.' }],
      places: ['MA'],
    },
  ],
  references: [
    { kind: 'DOCUMENT', document: 'invented-test-annex', source: 'p7 FURTHER_INFORMATION' },
    { kind: 'DOCUMENT', document: '1951-convention', source: 'p7 FURTHER_INFORMATION' },
  ],
  relations: [{ kind: 'COMPLEMENTS', to: 'mexico-plan-of-action', source: 'p8 FOOTNOTE 1' }],
}

/** The files, each with what it holds. */
const files: Readonly<Record<string, unknown>> = {
  'dataset.json': {
    slug: secondSlug,
    name: 'Invented report for tests',
    version: '2026.1',
    asOf: '2020',
    document: secondSlug,
    licence: 'CC0, as nothing in it is a fact.',
    attribution: 'Invented for the tests of this API.',
  },
  'documents.json': [{ slug: 'invented-test-annex', title: 'Invented annex', kind: 'OTHER' }, document],
  'actors.json': [
    {
      slug: 'invented-test-council',
      name: 'Invented Test Council',
      kind: 'NGO',
      country: 'MA',
      names: [{ name: 'Council of Invention', kind: 'ALIAS' }],
      source: 'p2 ACTORS',
    },
  ],
  'places.json': [
    {
      code: 'X-INVENTED-COAST',
      slug: 'invented-coast',
      name: 'Invented Coast',
      kind: 'CUSTOM_REGION',
      members: { places: ['DZ', 'MA'], basis: 'STATED', source: 'p2 ACTIONS' },
      source: 'p2 ACTIONS',
    },
  ],
  'guidance.json': [
    { point: 1, audience: 'STAKEHOLDERS', text: 'Invented: meet often.', source: 'p9 GUIDANCE' },
    { point: 1, audience: 'STAKEHOLDERS', text: 'Invented: meet again.', source: 'p9 GUIDANCE' },
  ],
  'initiatives/invented-test-forum.json': initiative,
}

export interface Folder extends AsyncDisposable {
  readonly folder: string
  write(file: string, content: unknown): Promise<void>
}

/** An empty folder, gone when disposed of. */
export async function emptyFolder(): Promise<Folder> {
  const folder = await mkdtemp(join(tmpdir(), 'tenpoint-dataset-'))
  return {
    folder,
    async write(file, content) {
      const path = join(folder, file)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, printJson(content))
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

/** The invented dataset in a folder; `changed` replaces files, or leaves them out where they are undefined. */
export async function secondDataset(changed: Readonly<Record<string, unknown>> = {}): Promise<Folder> {
  const made = await emptyFolder()
  for (const [file, content] of Object.entries({ ...files, ...changed }))
    if (content !== undefined) await made.write(file, content)
  return made
}

/** The initiative of the invented dataset, with some of its properties changed. */
export const secondInitiative = (changed: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  'initiatives/invented-test-forum.json': { ...initiative, ...changed },
})

/** The files of a folder that belong to a dataset, by path. */
export async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = await readdir(folder, { recursive: true })
  const ofDataset = paths.filter((path) => path.endsWith('.json') && path !== 'schema.json').toSorted()
  return new Map(
    await Promise.all(ofDataset.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const)),
  )
}
