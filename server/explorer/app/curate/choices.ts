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

/** The rows of a type; of parts of initiatives, those of one initiative, by its slug. */
export async function choicesOf(
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
