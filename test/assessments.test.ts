// An assessment that counts or denies agrees with the actions tied to its point, or the catalogue is refused.
import { describe, expect, it } from 'vitest'
import { DatasetError, readDataset } from '../server/db/dataset.ts'
import { copyOfCatalogue } from './support/catalogue-copy.ts'

const somalia = 'initiatives/somalia-mixed-migration-task-force.json'
const soderkoping = 'initiatives/soderkoping-process.json'
const { initiatives } = await readDataset()
const assessed = initiatives.filter(({ assessments }) => assessments !== undefined)
const ofSomalia = initiatives.find(({ slug }) => somalia.includes(slug))?.assessments ?? []

async function problemsIn(folder: string) {
  const error: unknown = await readDataset(folder).catch((reason: unknown) => reason)
  if (error instanceof DatasetError) return error.problems
  throw new Error('The files were not refused.', { cause: error })
}

/** What is wrong, the file, the spot that is changed, what is put there, where the problem is seen, and what is said of it. */
const wrongs: readonly (readonly [string, string, string, unknown, string, RegExp])[] = [
  [
    'a point that is not addressed and yet served',
    somalia,
    'assessments.1.coverage',
    'NONE',
    '$.assessments[1].coverage',
    /NONE, though action point 2 is served by a1-a2, a1, a7/,
  ],
  [
    'a main concern nothing serves',
    somalia,
    'assessments.2.coverage',
    'PRIMARY',
    '$.assessments[2].coverage',
    /PRIMARY, though no action serves action point 3/,
  ],
  [
    'a wrong number of actions',
    somalia,
    'assessments.3.rationale',
    'Two of its eight actions serve it.',
    '$.assessments[3].rationale',
    /"Two of its eight actions", though the point is served by 1/,
  ],
  [
    'a wrong number of actions in all',
    somalia,
    'assessments.3.summary',
    'It is the concern of one of its nine listed actions.',
    '$.assessments[3].summary',
    /"one of its nine listed actions", though there are 8 in all/,
  ],
  [
    'actions denied',
    somalia,
    'assessments.3.rationale',
    'No action serves it.',
    '$.assessments[3].rationale',
    /"No action", though the point is served by 1/,
  ],
  [
    'subjects miscounted',
    soderkoping,
    'assessments.2.rationale',
    'Three of its eight subjects.',
    '$.assessments[2].rationale',
    /though the point is served by 2/,
  ],
  [
    'some points assessed and others not',
    somalia,
    'assessments',
    ofSomalia.filter(({ point }) => point !== 7 && point !== 9),
    '$.assessments',
    /all points or of none; without 7, 9/,
  ],
]

describe('assessments', () => {
  it.each(wrongs)('are refused for %s', async (_what, file, spot, value, path, reason) => {
    await using copy = await copyOfCatalogue()
    await copy.put(file, spot, value)
    expect(await problemsIn(copy.folder)).toContainEqual({ file, path, reason: expect.stringMatching(reason) })
  })

  it('are refused wherever they deny a point that any action serves, and nowhere else', async () => {
    await using copy = await copyOfCatalogue()
    const served: string[] = []
    for (const { slug, actions = [], assessments = [] } of assessed) {
      const file = `initiatives/${slug}.json`
      const denied = assessments.map((assessment) => ({ ...assessment, coverage: 'NONE', rationale: 'Denied.' }))
      await copy.put(file, 'assessments', denied)
      for (const [index, { point }] of assessments.entries())
        if (actions.some(({ actionPoints }) => actionPoints.some((tie) => tie.point === point)))
          served.push(`${file} $.assessments[${index}].coverage`)
    }
    expect(served.length).toBeGreaterThan(40)
    const told = await problemsIn(copy.folder)
    expect(told.map(({ file, path }) => `${file} ${path}`).toSorted()).toEqual(served.toSorted())
  })

  it('may count what is there, in words or figures', async () => {
    await using copy = await copyOfCatalogue()
    await copy.put(somalia, 'assessments.3.rationale', 'One of its eight actions serves it: 1 action in all.')
    await copy.put(somalia, 'assessments.2.rationale', 'No action serves it, nor does any objective.')
    await copy.put(soderkoping, 'assessments.2.rationale', 'Two of its eight subjects.')
    await expect(readDataset(copy.folder)).resolves.toBeDefined()
  })
})
