// What the addresses of exports mean: a table, a plan, a graph, or the description of all tables; the command line names the same.

import { writeXlsx } from '../sheets/write/xlsx.ts'
import { aboutSheet } from './about.ts'
import { dataPackage } from './datapackage.ts'
import { type Exports, refuseOptions } from './exports.ts'
import { type FormatName, formats, isFormatName, sheetOf } from './formats.ts'
import { graphmlText, kumuText } from './graph.ts'
import { type Given, readGeneralParameters, readParameters } from './parameters.ts'
import { openPlan } from './plan.ts'
import { ExportRefused } from './refused.ts'
import { exportFolder, type Place, shownColumns } from './rows.ts'
import type { Table } from './tables.ts'

/** What somebody asks for. */
export interface Asked {
  /** The path below the folder of exports: `actions.csv`. */
  readonly path: string
  readonly parameters: Given
  readonly signal?: AbortSignal | undefined
}

/** What is to be sent once it is known that the client does not have it. */
export interface Sendable {
  readonly name: string
  readonly format: string
  readonly mediaType: string
  readonly isText: boolean
  /** What the bytes depend on, beside the address and the revision: the names of columns, say. */
  readonly shape: string
  readonly open: (place: Place, address: string) => Promise<AsyncIterable<string | Uint8Array>>
}

/** What an address means: how it is written, and as of which revision. */
export interface Resolved {
  readonly revision: number
  readonly sendable: Sendable
}

/** What is read of an address, by its path below the folder. */
export async function resolveExport(exports: Exports, asked: Asked): Promise<Resolved> {
  const { path } = asked
  const plan = /^plan\/([a-z0-9-]+)\.([a-z]+)$/.exec(path)
  if (plan) return resolvePlan(exports, asked, plan[1] ?? '', plan[2] ?? '')
  if (path === 'datapackage.json') return resolvePackage(exports, asked)
  const [, name = '', extension = ''] = /^([a-z-]+)\.([a-z]+)$/.exec(path) ?? []
  const table = exports.tables.get(name)
  if (!table) throw notFound(exports)
  if (name === network && (extension === 'json' || extension === 'graphml'))
    return resolveNetwork(exports, asked, extension)
  if (!isFormatName(extension))
    throw new ExportRefused(404, 'BAD_REQUEST', `A table is written as ${Object.keys(formats).join(', ')}.`)
  return resolveTable(exports, table, extension, asked)
}

async function resolveTable(
  exports: Exports,
  table: Table,
  formatName: FormatName,
  { parameters: given, signal }: Asked,
): Promise<Resolved> {
  const format = formats[formatName]
  const parameters = readParameters(table, given)
  refuseOptions(format, parameters)
  return {
    revision: await exports.revision(parameters, signal),
    sendable: {
      ...format,
      name: table.name,
      format: formatName,
      shape: shownColumns(table)
        .map((column) => column.name)
        .join(),
      open: async (place, address) => {
        const about = await exports.about(table, place, address, signal)
        const written = await exports.open({ table, wanted: parameters, place, signal })
        return format.write(written, { ...parameters, about })
      },
    },
  }
}

/** The network as a graph: as Kumu reads JSON, or as GraphML. */
async function resolveNetwork(
  exports: Exports,
  { parameters: given, signal }: Asked,
  format: 'json' | 'graphml',
): Promise<Resolved> {
  const [edges, nodes] = [tableOf(exports, network), tableOf(exports, 'network-nodes')]
  const wanted = readParameters(edges, given)
  refuseOptions(graphs[format], wanted)
  return {
    revision: await exports.revision(wanted, signal),
    sendable: {
      ...graphs[format],
      name: network,
      format,
      shape: format,
      open: async (place, address) =>
        graphs[format].write({
          about: await exports.about(edges, place, address, signal),
          nodes: await exports.open({ table: nodes, wanted, place, signal }),
          edges: await exports.open({ table: edges, wanted, place, signal }),
        }),
    },
  }
}

const network = 'network'
const graphs = {
  json: { ...formats.json, write: kumuText },
  graphml: { ...formats.json, mediaType: 'application/graphml+xml; charset=utf-8', write: graphmlText },
}

/** A plan as the sheet that a team fills in. */
async function resolvePlan(
  exports: Exports,
  { parameters, signal }: Asked,
  slug: string,
  format: string,
): Promise<Resolved> {
  if (format !== 'csv' && format !== 'xlsx')
    throw new ExportRefused(404, 'BAD_REQUEST', 'A plan is written as csv or xlsx.')
  const wanted = readGeneralParameters(parameters)
  refuseOptions(formats[format], wanted)
  return {
    revision: await exports.revision(wanted, signal),
    sendable: {
      ...formats[format],
      name: `plan-${slug}`,
      format,
      shape: 'plan',
      open: async (place, address) => {
        const { items, others } = await openPlan(exports, slug, place, signal)
        const about = await exports.about(tableOf(exports, items.name), place, address, signal)
        if (format === 'csv') return formats.csv.write(items, { ...wanted, about })
        return writeXlsx(
          [items, ...others].map((table) => sheetOf(table, wanted.hxl)).concat(aboutSheet(about, items.columns)),
        )
      },
    },
  }
}

/** The description of all tables, with the addresses of their files. */
async function resolvePackage(exports: Exports, { parameters, signal }: Asked): Promise<Resolved> {
  const wanted = readGeneralParameters(parameters)
  refuseOptions(formats.json, wanted)
  return {
    revision: await exports.revision(wanted, signal),
    sendable: {
      ...formats.json,
      name: 'datapackage',
      format: 'json',
      shape: [...exports.tables.values()].map((table) => shownColumns(table).map(({ name }) => name)).join(),
      open: async (place) => {
        const pathOf = ({ name }: Table) => `${place.base}${exportFolder}/${name}.csv?revision=${place.revision}`
        const description = dataPackage(exports.tables, place, await exports.catalogue(place, signal), pathOf)
        return once(`${JSON.stringify(description, null, 2)}\n`)
      },
    },
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

function tableOf({ tables }: Exports, name: string): Table {
  const table = tables.get(name)
  if (!table) throw new TypeError(`There is no table ${name}.`)
  return table
}

const notFound = ({ tables }: Exports): ExportRefused =>
  new ExportRefused(404, 'BAD_REQUEST', `There is no such table. The tables are: ${[...tables.keys()].join(', ')}.`)
