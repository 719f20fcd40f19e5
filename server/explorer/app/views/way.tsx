// The way from the actor in focus to another one: which initiatives and actors stand between them.
import { useMemo } from 'preact/hooks'
import { linkTo, patchAddress } from '../address.ts'
import { inOrder } from '../data/order.ts'
import { text } from '../text.ts'
import { type Partner, wayBetween } from './ties.ts'

interface Props {
  readonly partners: readonly Partner[]
  readonly focus: Partner
  /** Where the way leads; undefined where none is chosen. */
  readonly goal: Partner | undefined
}

/** The choice of the other actor, by name. */
export function WayChoice({ partners, focus, goal }: Props) {
  const others = useMemo(
    () =>
      partners
        .filter((partner) => partner !== focus)
        .map(({ actor }) => actor)
        .toSorted((a, b) => inOrder(a.name, b.name)),
    [partners, focus],
  )
  return (
    <label class="fld">
      <span>{text.network.wayTo}</span>
      <select
        class="btn"
        value={goal?.actor.slug ?? ''}
        onChange={({ currentTarget }) => patchAddress({ to: currentTarget.value })}
      >
        <option value="">{text.network.chooseActor}</option>
        {others.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The way itself, step by step. */
export function Way({ partners, focus, goal }: Props) {
  const steps = useMemo(() => (goal ? wayBetween(partners, focus, goal) : []), [partners, focus, goal])
  if (!goal) return null
  return (
    <section class="way" aria-label={text.network.wayBetween(focus.actor.name, goal.actor.name)}>
      <h2>{text.network.wayBetween(focus.actor.name, goal.actor.name)}</h2>
      {steps.length === 0 ? (
        <p>{text.network.noWay}</p>
      ) : (
        <ol>
          {steps.map(({ through, to }) => (
            <li key={to.actor.slug}>
              {through.map(({ slug, name }, index) => (
                <span key={slug}>
                  {index > 0 && '; '}
                  <a href={linkTo('initiative', slug)}>{name}</a>
                </span>
              ))}
              {' → '}
              <a href={linkTo('actor', to.actor.slug)}>
                <b>{to.actor.name}</b>
              </a>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
