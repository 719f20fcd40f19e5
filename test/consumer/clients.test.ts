// Clients and tools that others make, as their users set them up, against the API: each in a project outside this one, with
// exact versions. What they answer is compared with what the API answers to a plain request.
import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from '../support/server.ts'
import * as programs from './programs.ts'
import { createProject, type Project, root, settings } from './project.ts'

let api: Api
let project: Project
beforeAll(async () => {
  api = await openApi()
  const packages = [
    'graphql@16.15.0',
    'gql.tada@1.11.3',
    '@apollo/client@4.3.8',
    'rxjs@7.8.2',
    '@urql/core@6.0.3',
    '@urql/exchange-graphcache@9.0.2',
    '@urql/exchange-persisted@5.0.1',
    'relay-compiler@21.0.1',
    'relay-runtime@21.0.1',
    'meros@1.3.2',
    '@graphql-codegen/cli@7.4.3',
    '@graphql-codegen/client-preset@6.2.0',
    '@graphql-tools/stitch@10.3.1',
    '@graphql-tools/schema@10.1.1',
    '@graphql-tools/wrap@11.2.5',
    '@graphql-tools/executor-http@3.4.1',
    'jest@30.5.2',
    '@types/node@24.19.2',
    'typescript-5@npm:typescript@5.9.3',
    'typescript-7@npm:typescript@7.0.2',
  ]
  project = await createProject(packages, { TENPOINT: `${api.url}/graphql` })
  await cp(join(root, 'test/consumer/clients'), project.folder, { recursive: true })
}, 600_000)
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await project[Symbol.asyncDispose]()
})

const node = (...args: string[]) => project.run(process.execPath, ...args)
const told = async (program: string): Promise<unknown> => JSON.parse(await node(program))

/** The ids of the first objects of a list. */
async function idsOf(query: string, pick: (data: never) => { nodes: readonly { id: string }[] }): Promise<string[]> {
  return pick((await api.data(query)) as never).nodes.map(({ id }) => id)
}
