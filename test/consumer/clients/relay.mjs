// Relay: what its compiler made of the documents, run by its runtime: a first page, the next one, an object asked for
// again by its id, and a part that comes later.
import { meros } from 'meros/browser'
import relay from 'relay-runtime'
import Initiatives from './relay/__generated__/Partners_initiatives.graphql.js'
import Partners from './relay/__generated__/Partners_partners.graphql.js'
import Pagination from './relay/__generated__/PartnersInitiativesQuery.graphql.js'
import Query from './relay/__generated__/PartnersQuery.graphql.js'

const { createOperationDescriptor, Environment, fetchQuery, getSelector, Network, Observable, RecordSource, Store } =
  relay

const url = process.env.TENPOINT

/** Relay takes parts one by one, where the protocol sends them in lists. */
const ask = ({ text, name }, variables) =>
  Observable.create((sink) => {
    const run = async () => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'multipart/mixed, application/json' },
        body: JSON.stringify({ query: text, variables, operationName: name }),
      })
      const parts = await meros(response)
      if (parts instanceof Response) return sink.next(await parts.json())
      for await (const { body } of parts) {
        if ('data' in body) sink.next(body)
        for (const part of body.incremental ?? []) sink.next(part)
      }
    }
    run().then(() => sink.complete(), sink.error)
  })

const environment = new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) })

/** All the states an answer has until it is whole. */
const states = (query, variables) =>
  new Promise((resolve, reject) => {
    const seen = []
    fetchQuery(environment, query, variables, { networkCacheConfig: { force: true } }).subscribe({
      next: (data) => seen.push(data),
      error: reject,
      complete: () => resolve(seen),
    })
  })

const variables = { slug: 'iom' }
const operation = createOperationDescriptor(Query, variables)
const retained = environment.retain(operation)
const [{ actor }] = await states(Query, variables)

/** What a fragment of the query sees in the store. */
const seen = (fragment) =>
  environment.lookup(getSelector(fragment, environment.lookup(operation.fragment).data.actor)).data

const first = seen(Initiatives).initiatives
await states(Pagination, { id: actor.id, first: 4, after: first.pageInfo.endCursor })
const both = seen(Initiatives).initiatives
await states(Pagination, { id: actor.id, first: 2, after: null })
const again = seen(Initiatives).initiatives

const ids = ({ edges }) => edges.map(({ node }) => node.id)
console.log(
  JSON.stringify({
    name: actor.name,
    first: ids(first).length,
    both: ids(both),
    again: ids(again),
    roles: both.edges.every(({ roles }) => roles.length > 0),
    partners: seen(Partners).partners.totalCount,
  }),
)
retained.dispose()
