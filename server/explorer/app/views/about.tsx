// What the catalogue is, what the signs of its map mean, and how actions are tied to the points.
import { linkTo } from '../address.ts'
import { Curators } from '../parts/curate.tsx'
import { Heading } from '../parts/heading.tsx'
import { looseDate } from '../parts/period.ts'
import { everySign, Signs } from '../parts/signs.tsx'
import { text } from '../text.ts'
import { blocksOf } from './blocks.ts'
import type { ViewProps } from './view-props.ts'

/** What the catalogue is, and how to read it. */
export function AboutView({ facts }: ViewProps) {
  const { about, points } = facts
  return (
    <>
      <Heading facts={facts} title={about.name ?? text.brand} />
      <div class="section prose">
        <p>
          {text.about.source} <b>{about.document?.title}</b>
          {about.asOf !== null && `, ${looseDate(about.asOf)}`}. {about.attribution} {about.licence}
        </p>
        <p>{text.about.use}</p>
        <p>
          {text.about.programs} <a href={linkTo('start')}>{text.start.title}</a>,{' '}
          <a href={linkTo('reference')}>{text.reference.title}</a>.
        </p>
        <p>
          <a href={linkTo('review')}>{text.curate.enter}</a>
        </p>
      </div>
      <Curators>
        {(curate) => (
          <div class="section">
            <curate.Add facts={facts} type="Document" />
          </div>
        )}
      </Curators>
      <div class="section">
        <h2>{text.about.signs}</h2>
        <div class="prose">
          <p>{text.about.stated}</p>
          <p>{text.about.empty}</p>
        </div>
        <div class="legend long">
          <Signs of={everySign} />
        </div>
      </div>
      <div class="section">
        <h2>{text.legend.points}</h2>
        <ol>
          {points.map(({ number, title, gist }) => (
            <li key={number}>
              <a href={linkTo('point', String(number))}>
                {number}. {title}
              </a>{' '}
              <span class="muted">{gist}</span>
            </li>
          ))}
        </ol>
      </div>
      {about.method !== null && (
        <div class="section">
          <h2>{text.about.method}</h2>
          <Blocks markdown={about.method} />
        </div>
      )}
    </>
  )
}

/** A text of the API, in the forms that it has. */
const Blocks = ({ markdown }: { readonly markdown: string }) => (
  <div class="prose wide">
    {blocksOf(markdown).map((block, index) => {
      if (block.is === 'paragraph') return <p key={index}>{block.words}</p>
      if (block.is === 'table')
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          <section key={index} class="scroll" tabIndex={0} aria-label={text.about.figures}>
            <table class="list figures">
              <thead>
                <tr>
                  {block.head.map((cell) => (
                    <th key={cell} scope="col">
                      {cell}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {block.rows.map(([name = '', ...cells]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    {cells.map((cell, column) => (
                      <td key={column}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )
      const items = block.items.map((item, place) => <li key={place}>{item}</li>)
      return block.isNumbered ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>
    })}
  </div>
)
