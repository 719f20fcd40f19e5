// The README keeps its promises: its queries answer as printed, and its error codes are the ones there are.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorCodes } from '../server/errors.ts'
import { type Api, openApi } from './support/server.ts'

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
const examples = [
  ...readme.matchAll(/\*\*([^*]+\?)\*\*[^`]*?(?:`[^`]+`[^`]*?)*```graphql\n(.*?)```\s+```json\n(.*?)```/gs),
].map(([, question = '', query = '', answer = '']) => ({ question, query, answer }))

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

describe('the README', () => {
  it('asks five questions, and one about its own ties', () => {
    expect(examples).toHaveLength(6)
  })

  it.each(examples)('$question', async ({ query, answer }) => {
    expect({ data: await api.data(query) }).toEqual(JSON.parse(answer))
  })

  it('lists every error code with its meaning', () => {
    const listed = [...readme.matchAll(/^\| `([A-Z_]+)`\s+\| ([A-Z].*?)\s*\|$/gm)].map(([, code, meaning]) => [
      code,
      meaning,
    ])
    expect(Object.fromEntries(listed)).toEqual(errorCodes)
  })
})
