// Warnings of texts that still say what a change takes out of the same record.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askAs, keyWith, made, onlyField, type Result, submit } from './support/changesets.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
let proposer: string
let publisher: string
beforeAll(async () => {
  api = await openApi()
  proposer = await keyWith(api, 'propose')
  publisher = await keyWith(api, 'publish')
})
afterAll(() => api[Symbol.asyncDispose]())

const slug = 'soderkoping-process'

/** The warnings that a change of the Söderköping Process would have: it began in 2001, and its background says so. */
async function warningsOf(set: object): Promise<Result['warnings']> {
  const changes = [{ updateInitiative: { slug, set } }]
  const result = await submit(api, proposer, changes, { publish: false, dryRun: true })
  expect(result.__typename).toBe('Changeset')
  return result.warnings
}

const ofBackground = {
  change: 0,
  path: ['updateInitiative', 'set', 'background'],
  code: 'OLD_VALUE_IN_TEXT',
  message: 'The background still says “2001”, which the period no longer does.',
}
const ofPrintedPeriod = {
  change: 0,
  path: ['updateInitiative', 'set', 'period', 'text'],
  code: 'OLD_VALUE_IN_TEXT',
  message: 'The printed period still says “2001”, which the period no longer does.',
}

describe('a changeset warns', () => {
  it('of every text of the record that still says the old year', async () => {
    expect(await warningsOf({ period: { text: '2001 PRESENT', edtf: '2002/..' } })).toEqual(
      expect.arrayContaining([ofBackground, ofPrintedPeriod]),
    )
  })

  it('only of texts that it leaves as they are', async () => {
    expect(await warningsOf({ period: { text: '2002 PRESENT', edtf: '2002/..' } })).toEqual([ofBackground])
    const background = 'The process began in 2002.'
    expect(await warningsOf({ background, period: { text: '2002 PRESENT', edtf: '2002/..' } })).toEqual([])
  })

  it('not where the year still holds: the period has a month now', async () => {
    expect(await warningsOf({ period: { text: 'May 2001', edtf: '2001-05/..' } })).toEqual([])
  })

  it('of an old name, but not of a longer word that it is in, in every kind of record', async () => {
    const citation = { document: '10-point-plan-in-action-chapter-1', pageStart: 35, section: 'REVIEW' }
    const own = { initiative: slug, kind: 'ANNEX', citation }
    await made(api, publisher, [
      { createReference: { ...own, key: 'old-name', label: 'Annex 7', note: 'What Annex 7 says.' } },
      { createReference: { ...own, key: 'other-name', label: 'Annex 8', note: 'What Annex 81 says.' } },
    ])
    const changes = [
      { updateReference: { key: 'old-name', set: { label: 'Annex 9' } } },
      { updateReference: { key: 'other-name', set: { label: 'Annex 9' } } },
    ]
    const { warnings } = await made(api, publisher, changes, { dryRun: true })
    expect(warnings).toEqual([
      {
        change: 0,
        path: ['updateReference', 'set', 'note'],
        code: 'OLD_VALUE_IN_TEXT',
        message: 'The note still says “Annex 7”, which the label no longer does.',
      },
    ])
  })

  it('not of a name that goes on in the new one', async () => {
    const name = 'The Cross-Border Cooperation Process (Söderköping Process)'
    expect(await warningsOf({ name })).toEqual([])
  })
})

describe('the warning', () => {
  it('goes with the proposal to its reviewer, and with what is published', async () => {
    const period = { text: '2002 PRESENT', edtf: '2002/..' }
    const { number } = await made(api, proposer, [{ updateInitiative: { slug, set: { period } } }], { publish: false })
    const query = 'query ($number: Int!) { changeset(number: $number) { warnings { code message } } }'
    const warnings = [{ code: ofBackground.code, message: ofBackground.message }]
    expect(onlyField(await askAs(api, publisher, query, { number }))).toEqual({ warnings })
    const publish = `mutation ($number: Int!) {
      publishChangeset(number: $number) { ... on Changeset { status warnings { code message } } }
    }`
    expect(onlyField(await askAs(api, publisher, publish, { number }))).toEqual({ status: 'PUBLISHED', warnings })
  })
})
