// How well names are matched: `node test/bench/matching.ts FILE`, where FILE is a table of spellings with the columns Lookup
// (a spelling), Canonical Name and Acronym. The bodies go into an embedded database as actors; then every spelling is looked
// up, once with its body there and once without it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importTables } from '../../server/sheets/import.ts'
import { noAnswers } from '../../server/sheets/match/answers.ts'
import { Directory } from '../../server/sheets/match/directory.ts'
import { fold, slugOf } from '../../server/sheets/match/fold.ts'
import { Matcher } from '../../server/sheets/match/matcher.ts'
import { cellText } from '../../server/sheets/read/cell.ts'
import { openTables } from '../../server/sheets/read/open.ts'
import { tableOf } from '../../server/sheets/read/table.ts'
import { catalogueDatabase } from '../support/database.ts'
import { csvOf } from '../support/imports.ts'

interface Body {
  readonly slug: string
  readonly name: string
  readonly acronym: string | null
}

const [, , path] = process.argv
if (path === undefined) throw new Error('Name the file with the spellings.')

/**
 * Bodies that the list has under several names, found by looking at each link that was counted as wrong. Those that differ by an
 * acronym behind the name are found by rule.
 */
const twins: readonly (readonly string[])[] = [
  ['UN Refugee Agency', 'United Nations High Commissioner for Refugees'],
  ['Action Against Hunger', 'Action Contre la Faim International'],
  ['World Food Programme', 'Programme Alimentaire Mondiale'],
  ['Mercy Corps International', 'Mercy Corps'],
  ['Catholic Organization for Relief and Development Aid', 'Catholic Organisation for Relief and Development Aid'],
  ['African Initiative for Relief and Development', 'African Initiatives for Relief and Development'],
  ["SOS Children's Village", "SOS Children's Villages"],
  ['Secours Islamique France', 'Secours Islamiques France'],
  [
    'International Federation of Red Cross and Red Crescent Societies',
    'Fédération internationale des sociétés de la Croix-Rouge et du Croissant-Rouge',
    'Fédération Internationale des Sociétés de la Croix-Rouge et Croissant Rouge',
  ],
  [
    "Comité International pour l'aide d'Urgence et de Développement",
    "Comité International pour l'Aide d'Urgence et le Développement",
  ],
]
const firstOf = new Map(twins.flatMap((names) => names.map((name) => [fold(name), fold(names[0] ?? '')] as const)))

/** What tells a body of the list apart: its name without an acronym behind it. */
function bodyOf(name: string, acronym: string): string {
  const words = fold(name.replace(/\s*\([^()]*\)\s*$/, '') || name)
  const own = fold(acronym)
  const bare = own !== '' && words !== own && words.endsWith(` ${own}`) ? words.slice(0, -own.length - 1) : words
  return firstOf.get(bare) ?? bare
}

await using connection = await catalogueDatabase()
const { db } = connection

/** The actors of the catalogue by each of their names: the list has some of them, too. */
const own = new Map<string, string>()
for (const { slug, name, other } of await db
  .selectFrom('actors')
  .leftJoin('actor_names', 'actor_names.actor_id', 'actors.id')
  .select(['actors.slug', 'actors.name', 'actor_names.name as other'])
  .execute())
  for (const each of [name, other ?? name]) own.set(firstOf.get(fold(each)) ?? fold(each), slug)

const bodies = new Map<string, Body>()
const spellings = new Map<string, { readonly spelling: string; readonly body: string }>()
const names = new Set<string>()
{
  await using source = await openTables(path)
  const [sheet] = source.sheets
  if (sheet === undefined) throw new Error('The file has no table.')
  const slugs = new Set<string>()
  for await (const { cells } of (await tableOf(sheet)).rows) {
    const [spelling, name, acronym = ''] = ['Lookup', 'Canonical Name', 'Acronym'].map((column) =>
      cellText(cells.get(column)).trim(),
    )
    if (!spelling || !name) continue
    names.add(fold(name))
    const body = bodyOf(name, acronym)
    let slug = own.get(body) ?? `x-${slugOf(name)}`
    while (slugs.has(slug) && !bodies.has(body)) slug = `${slug}-x`
    slugs.add(slug)
    if (!bodies.has(body)) bodies.set(body, { slug, name, acronym: acronym || null })
    spellings.set(`${spelling}\u0000${body}`, { spelling, body })
  }
}
/** Those that the catalogue has not. */
const others = [...bodies].filter(([body]) => !own.has(body)).map(([, body]) => body)

const folder = await mkdtemp(join(tmpdir(), 'tenpoint-matching-'))
const actors = [
  ['slug', 'name', 'acronym', 'kind', 'citation.document', 'citation.pageStart', 'citation.section'],
  ...others.map(({ slug, name, acronym }) => [
    slug,
    name,
    acronym,
    'OTHER',
    '10-point-plan-in-action-chapter-1',
    20,
    'ACTORS',
  ]),
]
await writeFile(join(folder, 'actors.csv'), csvOf(actors))
const report = await importTables(db, [{ path: join(folder, 'actors.csv'), name: 'actors.csv' }], {
  ...{ reason: 'To measure.', author: 'bench', publish: true, dryRun: false },
})
await rm(folder, { recursive: true })
if (report.outcome !== 'DONE') throw new Error(JSON.stringify(report.problems.slice(0, 5), null, 2))

const spot = { file: path, sheet: '', row: null, column: null, cell: null }
const matcher = new Matcher(db, noAnswers, () => {})
const found = { right: 0, wrong: 0, asked: 0, shown: 0, unlike: 0 }
const open = new Map<string, string[]>()
for (const { spelling, body } of spellings.values()) {
  const said = await matcher.say('Actor', spelling, spot)
  if (said.is === 'there') {
    const isRight = said.slug === bodies.get(body)?.slug
    found[isRight ? 'right' : 'wrong'] += 1
    if (!isRight) console.log(`wrong: ${spelling} is ${bodies.get(body)?.name}, not ${said.slug}`)
  } else open.set(fold(spelling) || spelling, [...(open.get(fold(spelling) || spelling) ?? []), body])
}
for (const { name, candidates } of await matcher.questions()) {
  for (const body of open.get(fold(name) || name) ?? []) {
    if (candidates.length === 0) found.unlike += 1
    else {
      found.asked += 1
      if (candidates.some(({ slug }) => slug === bodies.get(body)?.slug)) found.shown += 1
    }
  }
}

/** What would be accepted of a spelling whose body is not there: all of it wrong. */
let strayed = 0
for (const { spelling, body } of spellings.values()) {
  const directory = new Directory()
  for (const [key, { slug, name, acronym }] of bodies)
    if (key !== body) directory.add({ slug, name, acronym, kind: 'OTHER', names: [] })
  const match = directory.match(spelling)
  if (match.is !== 'known') continue
  strayed += 1
  console.log(`wrong where it is not there: ${spelling} is ${bodies.get(body)?.name}, not ${match.slug}`)
}

const percent = (part: number, whole: number): string => `${((100 * part) / (whole || 1)).toFixed(1)} %`
const { right, wrong, asked, shown, unlike } = found
console.log(
  `${spellings.size} spellings of ${bodies.size} bodies (${names.size} names); the catalogue has ${bodies.size - others.length} of them`,
)
console.log(
  `accepted: ${right} right, ${wrong} wrong; precision ${percent(right, right + wrong)}, recall ${percent(right, spellings.size)}`,
)
console.log(
  `asked: ${asked}, the right one among those shown: ${shown} (${percent(shown, asked)}); taken for new: ${unlike}`,
)
console.log(
  `accepted or shown: ${percent(right + shown, spellings.size)}; accepted though the body is not there: ${strayed}`,
)
