// The rows that a field may refer to, for its list.
import { client } from '../data/client.ts'
import type { Facts } from '../data/facts.ts'
import {
  ExplorerChoicesDocument,
  ExplorerDocumentsDocument,
  ExplorerPlacesDocument,
  ExplorerPlansDocument,
  ExplorerSubPointsDocument,
} from '../generated.ts'
import type { Row } from './entry.ts'

/** How many rows are read at most for one list: whoever means another one may still type what names it. */
const maximum = 1000

const named = ({ slug, name }: { readonly slug: string; readonly name: string }): Row => ({ handle: slug, label: name })
const titled = ({ slug, title }: { readonly slug: string; readonly title: string }): Row => ({
  handle: slug,
  label: title,
})

const lists = new Map<string, Promise<readonly Row[]>>()

/**
 * The rows of a type, read once for each revision; of parts of initiatives, those of one initiative, by its slug.
 * Rejects where they cannot be read; the next one to ask has them read again.
 */
export function choicesOf(type: string, facts: Facts, initiative: string): Promise<readonly Row[]> {
  const key = `${facts.revision} ${type} ${initiative}`
  const known = lists.get(key)
  if (known) return known
  const list = readChoices(type, facts, initiative).then(unlike)
  lists.set(key, list)
  list.catch(() => lists.delete(key))
  return list
}

/** Rows of one label get what names them beside it. */
function unlike(rows: readonly Row[]): readonly Row[] {
  const counts = new Map<string, number>()
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1)
  return rows.map(({ handle, label }) => ({
    handle,
    label: (counts.get(label) ?? 0) > 1 ? `${label} (${handle})` : label,
  }))
}

async function readChoices(
  type: string,
  { initiatives, actors, points }: Facts,
  initiative: string,
): Promise<readonly Row[]> {
  switch (type) {
    case 'Initiative':
      return initiatives.map(named)
    case 'Actor':
      return actors.map(named)
    case 'ActionPoint':
      return points.map(({ slug, number, title }) => ({ handle: slug, label: `${number}. ${title}` }))
    case 'Place': {
      const places = await all(client().paginate(ExplorerPlacesDocument, {}, (page) => page.places))
      return places.map(({ code, name }) => ({ handle: code, label: name }))
    }
    case 'Document': {
      const documents = await all(client().paginate(ExplorerDocumentsDocument, {}, (page) => page.documents))
      return documents.map(titled)
    }
    case 'ImplementationPlan': {
      const plans = await all(client().paginate(ExplorerPlansDocument, {}, (page) => page.implementationPlans))
      return plans.map(named)
    }
    case 'SubPoint': {
      const { actionPoints } = await client().query(ExplorerSubPointsDocument, {})
      return actionPoints.flatMap(({ subPoints }) =>
        subPoints.map(({ code, title }) => ({ handle: code, label: `${code} ${title}` })),
      )
    }
    case 'Phase': {
      const { initiative: found } = await client().query(ExplorerChoicesDocument, { slug: initiative })
      return found?.phases.map(({ id, name }) => ({ handle: id, label: name })) ?? []
    }
    case 'Action': {
      if (initiative !== '') {
        const { initiative: found } = await client().query(ExplorerChoicesDocument, { slug: initiative })
        return found?.actions.nodes.map(({ id, summary }) => ({ handle: id, label: summary })) ?? []
      }
      const list = await all(client().actions.all({ first: 100 }))
      return list.map(({ id, summary }) => ({ handle: id, label: summary }))
    }
    default:
      return []
  }
}

async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of list) {
    items.push(item)
    if (items.length >= maximum) break
  }
  return items
}
