// The README keeps its promises: its queries answer as printed, and its error codes and settings are the real ones.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig, settingNames } from '../server/config.ts'
import { errorCodes } from '../server/errors.ts'
import { run } from './support/command.ts'
import { freshSettings } from './support/database.ts'
import { startProcess } from './support/process.ts'
import { type Api, openApi } from './support/server.ts'

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
const method = await readFile(new URL('../server/db/catalogue/README.md', import.meta.url), 'utf8')
const examples = [
  ...`${readme}${method}`.matchAll(
    /\*\*([^*]+\?)\*\*[^`]*?(?:`[^`]+`[^`]*?)*```graphql\n(.*?)```\s+```json\n(.*?)```/gs,
  ),
].map(([, question = '', query = '', answer = '']) => ({ question, query, answer }))

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

describe('the README', () => {
  it('asks five questions, and the README of the catalogue one about agreement', () => {
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

  it('has a reason in CONTRIBUTING for every library', async () => {
    const [contributing, manifest] = await Promise.all(
      ['../CONTRIBUTING.md', '../package.json'].map((file) => readFile(new URL(file, import.meta.url), 'utf8')),
    )
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(manifest ?? '')
    const section = /^## Libraries$(.*?)^## /ms.exec(contributing ?? '')?.[1] ?? ''
    const cells = [...section.matchAll(/^\| (`.*?) \| \S.*\|$/gm)].map(([, cell = '']) => cell)
    const plugins = (name: string) => name.replace(/^(errors|relay|scope-auth|validation)$/, '@pothos/plugin-$1')
    const listed = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => plugins(name)))
    const used = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    expect(listed.toSorted()).toEqual(used.toSorted())
  })

  it('lists every setting with its default', () => {
    const section = readme.slice(readme.indexOf('| setting'), readme.indexOf('## Four more questions'))
    const settings = [...section.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+)\s+\| (\S.*?)\s+\| (\S.*?)\s*\|$/gm)]
    const names = settings.flatMap(([, cell = '']) => [...cell.matchAll(/[A-Z_]+/g)].map(([name]) => name))
    expect(names.toSorted()).toEqual([...settingNames].toSorted())
    const config = readConfig({})
    const defaults = Object.fromEntries(settings.map(([, cell = '', value = '']) => [cell, value]))
    expect(defaults).toMatchObject({
      '`DATA_DIR`': `\`${config.dataDir}\``,
      '`PORT`, `HOST`': `\`${config.port}\`, \`${config.host}\``,
      '`LOG_LEVEL`': `\`${config.logLevel}\``,
      '`INTROSPECTION`': `\`${config.introspection}\``,
      '`TRUSTED_DOCUMENTS`': `\`${config.trustedDocuments}\``,
      '`POOL_SIZE`': `\`${config.poolSize}\``,
      '`STATEMENT_TIMEOUT_MS`': `\`${config.statementTimeoutMs}\``,
      '`QUEUE_SIZE`': `\`${config.queueSize}\``,
      '`MAX_CONNECTIONS`': `\`${config.maxConnections}\``,
      '`STOP_GRACE_MS`': `\`${readConfig({ NODE_ENV: 'production' }).stopGraceMs}\` in production, else \`${config.stopGraceMs}\``,
    })
  })
})

describe('the story of changing the catalogue', () => {
  it('happens as printed', async () => {
    // From the first start on, whose changeset is number 1; a copy of a database leaves some numbers out.
    await using database = await freshSettings()
    const story = readme.slice(readme.indexOf('The whole way in five commands'))
    const [makeKey = '', others = ''] = [...story.matchAll(/```sh\n(.*?)```/gs)].map(([, commands]) => commands)
    const [, answers = ''] = /```json\n(.*?)```/s.exec(story) ?? []
    const made = await run('bash', ['-ec', `${makeKey}\necho "$KEY"`], database.settings)
    await using server = startProcess(database.settings)
    const commands = others.replace('http://127.0.0.1:4000', await server.listening()).replaceAll("}'\n", "}'; echo\n")
    const { out } = await run('bash', ['-ec', commands], { KEY: made.out.trim() })
    const told = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(told.map(({ data, errors }) => data ?? errors)).toEqual(JSON.parse(answers))
  })
})
