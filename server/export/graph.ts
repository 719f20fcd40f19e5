// The network of actors in the forms that programs for graphs read: GraphML, and the blueprint of Kumu. Nodes first, then edges,
// as both come page by page.
import type { Cell } from '../sheets/write/cells.ts'
import type { About } from './about.ts'
import type { Written } from './formats.ts'
import type { ShownColumn } from './rows.ts'

export interface Graph {
  readonly about: About
  readonly nodes: Written
  readonly edges: Written
}

type Read = (cells: readonly Cell[], name: string) => Cell

/** Reads cells by the names of their columns. */
function reader(columns: readonly ShownColumn[]): Read {
  const indexes = new Map(columns.map(({ name }, index) => [name, index]))
  return (cells, name) => cells[indexes.get(name) ?? -1] ?? null
}

/**
 * A blueprint of Kumu (https://docs.kumu.io/guides/import/blueprints): elements and connections, and nothing beside them, so that
 * a map can be linked to it. Connections name elements by their ids, since two may have the same label.
 */
export async function* kumuText({ about, nodes, edges }: Graph): AsyncGenerator<string> {
  const attribution = `${about.attribution} ${about.licence}`
  const ofNode = reader(nodes.columns)
  const ofEdge = reader(edges.columns)
  yield `{"elements":[`
  yield* listText(nodes.pages, (cells) => ({
    id: ofNode(cells, 'actor'),
    label: ofNode(cells, 'actorName'),
    type: ofNode(cells, 'actorKind'),
    initiatives: ofNode(cells, 'initiativeCount'),
    distance: ofNode(cells, 'distance'),
    page: ofNode(cells, 'citation.pageStart'),
    address: ofNode(cells, 'address'),
    attribution,
  }))
  yield `],\n"connections":[`
  yield* listText(edges.pages, (cells) => ({
    from: ofEdge(cells, 'source'),
    to: ofEdge(cells, 'target'),
    direction: 'undirected',
    type: 'Shared initiatives',
    strength: ofEdge(cells, 'weight'),
  }))
  yield ']}\n'
}

async function* listText(
  pages: Written['pages'],
  objectOf: (cells: readonly Cell[]) => object,
): AsyncGenerator<string> {
  let separator = '\n'
  for await (const page of pages) {
    if (page.length === 0) continue
    yield separator + page.map((cells) => JSON.stringify(objectOf(cells))).join(',\n')
    separator = ',\n'
  }
}

/** GraphML: nodes are named by the slugs of their actors. */
export async function* graphmlText({ about, nodes, edges }: Graph): AsyncGenerator<string> {
  const { revision, address, licence, attribution } = about
  const [nodeData, edgeData] = [dataColumns(nodes.columns), dataColumns(edges.columns)]
  const note = xml(`${attribution} ${licence} Revision ${revision}: ${address}`)
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<desc>${note}</desc>\n`
  yield keysXml('node', nodeData) + keysXml('edge', edgeData)
  yield '<graph id="network" edgedefault="undirected">\n'
  const ofNode = reader(nodes.columns)
  for await (const page of nodes.pages)
    yield page
      .map((cells) => `<node id="${xml(ofNode(cells, 'actor'))}">${dataXml('node', nodeData, cells)}</node>\n`)
      .join('')
  const ofEdge = reader(edges.columns)
  for await (const page of edges.pages)
    yield page
      .map(
        (cells) =>
          `<edge source="${xml(ofEdge(cells, 'source'))}" target="${xml(ofEdge(cells, 'target'))}">${dataXml('edge', edgeData, cells)}</edge>\n`,
      )
      .join('')
  yield '</graph>\n</graphml>\n'
}

interface DataColumn extends Pick<ShownColumn, 'name' | 'type'> {
  readonly index: number
}

/** What names nodes and edges stands in their attributes. */
const ofElements: ReadonlySet<string> = new Set(['id', 'actor', 'source', 'target', 'sourceName', 'targetName'])

const dataColumns = (columns: readonly ShownColumn[]): readonly DataColumn[] =>
  columns.flatMap(({ name, type }, index) => (ofElements.has(name) ? [] : [{ name, type, index }]))

const keysXml = (of: string, columns: readonly DataColumn[]): string =>
  columns
    .map(
      ({ name, type }) =>
        `<key id="${of}.${xml(name)}" for="${of}" attr.name="${xml(name)}" attr.type="${type === 'integer' ? 'int' : 'string'}"/>\n`,
    )
    .join('')

const dataXml = (of: string, columns: readonly DataColumn[], cells: readonly Cell[]): string =>
  columns
    .map(({ name, index }) => {
      const cell = cells[index] ?? null
      return cell === null ? '' : `<data key="${of}.${xml(name)}">${xml(cell)}</data>`
    })
    .join('')

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write these
const unholdable = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g

const xml = (cell: Cell): string =>
  String(cell ?? '')
    .toWellFormed()
    .replace(unholdable, '\uFFFD')
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
