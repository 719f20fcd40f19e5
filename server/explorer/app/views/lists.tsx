// Lists of initiatives and actors.

import type { ComponentProps } from 'preact'
import { ActorsDocument, InitiativesDocument } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import type { Facts, Initiative } from '../data/facts.ts'
import { Behind } from '../parts/behind.tsx'
import { Add } from '../parts/curate.tsx'
import { Downloads } from '../parts/downloads.tsx'
import type { Lines } from '../parts/files.ts'
import { Heading } from '../parts/heading.tsx'
import { PageMark, pageText } from '../parts/page-mark.tsx'
import { text } from '../text.ts'
import { actorKinds, coverages, forms, levels, plural, regions } from '../words.ts'
import type { ViewProps } from './view-props.ts'

/** Every initiative. */
export const InitiativesView = ({ facts }: ViewProps) => (
  <>
    <Heading facts={facts} title={text.nav.initiatives} lede={plural(facts.initiatives.length, 'initiative')}>
      <Take facts={facts} title={text.nav.initiatives} name="initiatives" lines={() => initiativeLines(facts)} />
    </Heading>
    <div class="section">
      <table class="list long cards">
        <thead>
          <tr>
            <th scope="col">{text.map.name}</th>
            <th scope="col">{text.map.order.level}</th>
            <th scope="col">{text.map.order.region}</th>
            <th scope="col">{text.filters.form[0]}</th>
            <th scope="col">{text.list.coverage}</th>
            <th scope="col" class="r">
              {text.list.actions}
            </th>
            <th scope="col">{text.list.page}</th>
          </tr>
        </thead>
        <tbody>
          {facts.initiatives.map((initiative) => (
            <tr key={initiative.slug}>
              <th scope="row">
                <a href={linkTo('initiative', initiative.slug)}>{initiative.name}</a>
              </th>
              <td>{levels[initiative.level]}</td>
              <td>{initiative.region === null ? '' : regions[initiative.region]}</td>
              <td>{forms[initiative.kind]}</td>
              <td>{coverages[initiative.coverage]}</td>
              <td class="r" data-label={text.list.actions}>
                {actionsOf(facts, initiative) || ''}
              </td>
              <td>
                <PageMark page={initiative.citation} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Add facts={facts} type="Initiative" />
    </div>
    <Behind
      query={InitiativesDocument}
      variables={{ first: 100 }}
      sdk="for await (const initiative of client.initiatives.all({})) console.log(initiative.name)"
      table={['/export/initiatives', {}]}
      view={{ facts, title: text.nav.initiatives }}
    />
  </>
)

const actionsOf = (facts: Facts, initiative: Initiative): number =>
  facts.actions.filter((action) => action.initiative === initiative).length

const initiativeLines = (facts: Facts): Lines => [
  [
    ...[text.map.name, text.map.order.level, text.map.order.region, text.filters.form[0]],
    ...[text.list.coverage, text.list.actions, text.list.page],
  ],
  ...facts.initiatives.map((initiative) => [
    ...[initiative.name, levels[initiative.level], initiative.region === null ? '' : regions[initiative.region]],
    ...[forms[initiative.kind], coverages[initiative.coverage], actionsOf(facts, initiative)],
    pageText(initiative.citation),
  ]),
]

/** The files of a list, at the right of its heading. */
const Take = (props: ComponentProps<typeof Downloads>) => (
  <div class="choice noprint">
    <Downloads {...props} />
  </div>
)

/** In how many initiatives each actor takes part, and how many actions it does. */
function tallies(facts: Facts) {
  const initiatives = new Map<string, number>()
  const actions = new Map<string, number>()
  const bump = (map: Map<string, number>, key: string): unknown => map.set(key, (map.get(key) ?? 0) + 1)
  for (const { actors } of facts.initiatives) for (const { slug } of actors) bump(initiatives, slug)
  for (const { doers } of facts.actions) for (const { slug } of doers) bump(actions, slug)
  return { initiatives, actions }
}

/** Every actor. */
export function ActorsView({ facts }: ViewProps) {
  const { initiatives, actions } = tallies(facts)
  return (
    <>
      <Heading facts={facts} title={text.nav.actors} lede={plural(facts.actors.length, 'actor')}>
        <Take
          facts={facts}
          title={text.nav.actors}
          name="actors"
          lines={() => [
            [text.map.name, text.record.kind, text.nav.initiatives, text.list.actions],
            ...facts.actors.map(({ slug, name, kind }) => [
              ...[name, actorKinds[kind]],
              ...[initiatives.get(slug) ?? 0, actions.get(slug) ?? 0],
            ]),
          ]}
        />
      </Heading>
      <div class="section">
        <table class="list long cards">
          <thead>
            <tr>
              <th scope="col">{text.map.name}</th>
              <th scope="col">{text.record.kind}</th>
              <th scope="col" class="r">
                {text.nav.initiatives}
              </th>
              <th scope="col" class="r">
                {text.list.actions}
              </th>
            </tr>
          </thead>
          <tbody>
            {facts.actors.map(({ slug, name, acronym, kind }) => (
              <tr key={slug}>
                <th scope="row">
                  <a href={linkTo('actor', slug)}>{name}</a> <small class="muted">{acronym}</small>
                </th>
                <td>{actorKinds[kind]}</td>
                <td class="r" data-label={text.nav.initiatives}>
                  {initiatives.get(slug) ?? ''}
                </td>
                <td class="r" data-label={text.list.actions}>
                  {actions.get(slug) ?? ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Add facts={facts} type="Actor" />
      </div>
      <Behind
        query={ActorsDocument}
        variables={{ first: 100 }}
        sdk="for await (const actor of client.actors.all({})) console.log(actor.name, actor.kind)"
        table={['/export/actors', {}]}
        view={{ facts, title: text.nav.actors }}
      />
    </>
  )
}
