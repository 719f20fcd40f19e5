// The catalogue's sentences are its own: none shares seven words in a row with the source, names and titles apart.
import { describe, expect, it } from 'vitest'
import { readDataset } from '../server/db/dataset.ts'
import names from './support/source-text/names.json' with { type: 'json' }
import { hashOf, runsOf, sourceHashes } from './support/source-text/shingles.ts'

/** What holds no sentence of ours: names, titles, and periods, which are as printed. */
const asPrinted = new Set(['name', 'names', 'title', 'label', 'publisher', 'period', 'date'])

interface Sentence {
  readonly path: string
  readonly text: string
}

/** Every sentence in a value: any text of several words that is not known to be as printed. */
function sentencesIn(value: unknown, path = '$'): Sentence[] {
  if (typeof value === 'string') return value.includes(' ') ? [{ path, text: value }] : []
  if (Array.isArray(value)) return value.flatMap((item, index) => sentencesIn(item, `${path}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    asPrinted.has(name) ? [] : sentencesIn(inner, `${path}.${name}`),
  )
}

const source = sourceHashes()
const allowed = new Set(names.flatMap(({ phrase }) => runsOf(phrase)))

/** The runs of a text that the source has as well. */
const sharedIn = (text: string): string[] => runsOf(text).filter((run) => source.has(hashOf(run)))

describe('the sentences of the catalogue', () => {
  it('share no seven words in a row with the source', async () => {
    const dataset = await readDataset()
    const sentences = sentencesIn(dataset)
    const convention = dataset.lists.flatMap(({ entries }) => entries).find(({ slug }) => slug === '1951-convention')
    const mauritania = dataset.initiatives.find(({ slug }) => slug.startsWith('mauritania'))
    // One of each kind, so that no kind slips out of the test.
    expect(sentences.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        mauritania?.background,
        mauritania?.objectives?.[0]?.text,
        mauritania?.phases?.[0]?.summary,
        mauritania?.participations?.[4]?.note,
        mauritania?.actions?.[0]?.summary,
        mauritania?.actions?.[0]?.actionPoints[0]?.rationale,
        mauritania?.outcomes?.[0]?.text,
        mauritania?.relations?.[0]?.note,
        mauritania?.assessments?.[0]?.summary,
        mauritania?.assessments?.[0]?.rationale,
        dataset.guidance[0]?.text,
        dataset.actionPoints[0]?.gist,
        dataset.places.find(({ slug }) => slug === 'latin-america')?.members?.rationale,
        dataset.actors.find(({ slug }) => slug === 'iasc')?.description,
        convention && 'note' in convention ? convention.note : undefined,
      ]),
    )
    expect(sentences.length).toBeGreaterThan(1000)
    const copied = sentences.flatMap(({ path, text }) =>
      sharedIn(text).flatMap((run) => (allowed.has(run) ? [] : [`${path}: ${run}`])),
    )
    expect(copied).toEqual([])
  })

  it.each(names)('may hold "$phrase": $reason', async ({ phrase, reason }) => {
    expect(reason).toMatch(/.{20}/)
    const sentences = sentencesIn(await readDataset())
    const words = phrase.toLowerCase()
    expect(sentences.some(({ text }) => text.toLowerCase().includes(words))).toBe(true)
    expect(sharedIn(phrase)).not.toEqual([])
  })

  it('would be found out: a sentence of the source is recognized however it is punctuated', () => {
    const quoted = 'Protection and durable solutions — in the CONTEXT of mixed migratory flows!'
    expect(sharedIn(quoted)).toHaveLength(runsOf(quoted).length)
    expect(sharedIn('Seven words that the chapter does not have, nor any others.')).toEqual([])
  })
})
