// What the catalogue has no example of: changesets by people, with a warning, a decision and something deleted.
import { askAs, keyWith, made, onlyField, type Result } from './changesets.ts'
import type { Api } from './server.ts'

const deleted = 'short-lived-partnership'
export const idOfDeleted = Buffer.from(`Actor:${deleted}`).toString('base64url')

const citation = { document: '10-point-plan-in-action-chapter-1', pageStart: 30, section: 'ACTORS' }

/** Proposes an actor whose name is nearly that of another, publishes the proposal with a comment, and deletes the actor. */
export async function makeChangesets(api: Api): Promise<void> {
  const key = await keyWith(api, 'publish')
  const actor = { slug: deleted, name: 'United Nations High Commisioner for Refugees', kind: 'OTHER', citation }
  const { number } = await made(api, key, [{ createActor: actor }], { publish: false })
  const publish = `mutation ($number: Int!) {
    publishChangeset(number: $number, comment: "Both are named in the source.") { __typename }
  }`
  const published = onlyField<Result>(await askAs(api, key, publish, { number }))
  if (published.__typename !== 'Changeset') throw new Error(JSON.stringify(published))
  await made(api, key, [{ deleteActor: { id: idOfDeleted } }])
}
