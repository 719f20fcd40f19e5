// Every kind of change creates, changes and deletes what it says.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allEditable } from '../server/changeset/inputs.ts'
import { keyWith, made, submit } from './support/changesets.ts'
import { actor, initiative, makeSampleOwners, samples } from './support/samples.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
let key: string
beforeAll(async () => {
  api = await openApi()
  key = await keyWith(api, 'publish')
  await makeSampleOwners(api, key)
})
afterAll(() => api[Symbol.asyncDispose]())

it('every type of the catalogue with a table of its own can be edited', () => {
  expect([...allEditable().keys()].sort()).toEqual(Object.keys(samples).sort())
})

describe.each(Object.entries(samples))('%s', (type, { create, which, renamed = which, set, gone }) => {
  it('is created, changed and deleted', async () => {
    if (create) {
      const { changes } = await made(api, key, [{ [`create${type}`]: create }])
      expect(changes?.nodes).toContainEqual(expect.objectContaining({ operation: 'CREATE' }))
    }
    const updated = await made(api, key, [{ [`update${type}`]: { ...which, set } }])
    const changed = updated.changes?.nodes.flatMap(({ fields }) => fields.map(({ name }) => name)) ?? []
    const plain = Object.keys(set).filter(
      (name) => !['places', 'populations', 'actors', 'period', 'existingActions'].includes(name),
    )
    expect(changed).toEqual(expect.arrayContaining(plain))
    if (gone === false && create) {
      const kept = await submit(api, key, [{ [`delete${type}`]: renamed }])
      expect(kept).toMatchObject({ problems: [{ change: 0, path: [`delete${type}`], code: 'STILL_USED' }] })
    }
    if (gone === false) return
    const deleted = await made(api, key, [{ [`delete${type}`]: { ...renamed, reason: 'Enough.' } }])
    expect(deleted.changes?.nodes).toContainEqual(expect.objectContaining({ operation: 'DELETE' }))
    const again = await submit(api, key, [{ [`delete${type}`]: renamed }])
    const path = [`delete${type}`, 'id' in renamed ? 'id' : (Object.keys(renamed)[0] ?? '')]
    expect(again).toMatchObject({
      __typename: 'ChangesetRefused',
      problems: [{ change: 0, path, code: 'UNKNOWN_REFERENCE' }],
    })
  })
})

it('an actor and an initiative without further facts are deleted', async () => {
  await made(api, key, [{ createActor: actor('kinds-bare') }, { createInitiative: initiative('kinds-bare') }])
  await made(api, key, [{ deleteActor: { slug: 'kinds-bare' } }, { deleteInitiative: { slug: 'kinds-bare' } }])
  const gone = '{ actor(slug: "kinds-bare") { name } initiative(slug: "kinds-bare") { name } }'
  expect(await api.data(gone)).toEqual({ actor: null, initiative: null })
})
