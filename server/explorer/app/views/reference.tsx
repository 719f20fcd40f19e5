// The schema reference: every type with its fields, arguments and values, each at an address of its own, and a search in all of it.
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { linkTo, patchAddress } from '../address.ts'
import {
  entriesOf,
  foundIn,
  namedType,
  type Reference,
  type ReferenceArgument,
  type ReferenceEntry,
  type ReferenceField,
  type ReferenceKind,
  type ReferenceType,
  usesOf,
} from '../data/reference.ts'
import { Described } from '../parts/described.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/states.tsx'
import { text } from '../text.ts'
import { Loading } from './loading.tsx'
import { ProgramNav } from './program-nav.tsx'
import type { ViewProps } from './view-props.ts'

/** More matches than this are no help; more words are. */
const maximumFound = 60

/** Reads the reference from the server; null where it does not show its schema. */
async function readReference(signal: AbortSignal): Promise<Reference | null> {
  const response = await fetch('/explorer/reference.json', { signal })
  if (response.status === 404) return null
  if (!response.ok) throw new Error(`The reference could not be read: ${response.status}.`)
  const reference: Reference = await response.json()
  return reference
}

/** The whole schema, or the type in the address. */
export const ReferenceView = (props: ViewProps) => (
  <Loading of="reference" load={async (signal) => ({ reference: await readReference(signal) })}>
    {({ reference }) =>
      reference ? (
        <Whole {...props} reference={reference} />
      ) : (
        <>
          <Heading facts={props.facts} title={text.reference.title} />
          <Notice title={text.reference.hidden}>{text.reference.hiddenHelp}</Notice>
        </>
      )
    }
  </Loading>
)

const linkToEntry = ({ type, member }: Pick<ReferenceEntry, 'type' | 'member'>): string =>
  linkTo('reference', type) + (member === undefined ? '' : `#${member}`)

function Whole({ address, facts, reference }: ViewProps & { readonly reference: Reference }) {
  const type = reference.types.find(({ name }) => name === address.about)
  const isUnknown = address.about !== '' && !type
  // The member in the address is there only now.
  useEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1))
    if (id !== '') document.getElementById(id)?.scrollIntoView()
  }, [address.about, address.query])
  return (
    <>
      <Heading
        facts={facts}
        title={type?.name ?? text.reference.title}
        kick={type ? text.reference.kinds[type.kind] : undefined}
        lede={type ? <Described words={type.description} /> : text.reference.lede(reference.types.length)}
      >
        <ProgramNav here="reference" />
      </Heading>
      <Finder reference={reference} words={address.query.get('q') ?? ''} />
      {isUnknown && <Notice title={text.record.gone}>{text.reference.unknown(address.about)}</Notice>}
      {type ? <OneType type={type} reference={reference} /> : <Overview reference={reference} />}
    </>
  )
}

function Finder({ reference, words }: { readonly reference: Reference; readonly words: string }) {
  const entries = useMemo(() => entriesOf(reference), [reference])
  const [written, setWritten] = useState({ typed: words, of: words })
  // The address follows what is typed; where it changed otherwise, what is typed follows the address.
  const typed = written.of === words ? written.typed : words
  const found = foundIn(entries, typed, maximumFound)
  return (
    <search class="finder">
      <label>
        {text.reference.find}{' '}
        <input
          type="search"
          value={typed}
          onInput={({ currentTarget: { value } }) => {
            setWritten({ typed: value, of: value })
            patchAddress({ q: value }, 'inPlace')
          }}
        />
      </label>
      <p class="muted" role="status">
        {typed.trim() !== '' && text.reference.found(found.length, maximumFound)}
      </p>
      {found.length > 0 && (
        <ul class="found">
          {found.map((entry) => (
            <li key={entry.label}>
              <a href={linkToEntry(entry)}>
                <code>{entry.label}</code>
              </a>{' '}
              <span class="muted">
                <Described words={firstSentence(entry.description)} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </search>
  )
}

const firstSentence = (words: string): string => /^[\s\S]*?\.(?=\s|$)/.exec(words)?.[0] ?? words

type Shown = readonly [title: string, types: readonly ReferenceType[]]

/** The types in the order in which a reader needs them; filters and orders, of which there are many, last. */
function sections({ types, roots }: Reference): readonly Shown[] {
  const of = (
    kinds: readonly ReferenceKind[],
    test: (name: string) => boolean = () => true,
  ): readonly ReferenceType[] =>
    types.filter(({ name, kind }) => kinds.includes(kind) && !roots.includes(name) && test(name))
  const isPaging = (name: string): boolean => /(Connection|Edge)$/.test(name) || name === 'PageInfo'
  const isFilter = (name: string): boolean => /(Where|Filter|Order)$/.test(name)
  const { groups } = text.reference
  return [
    [groups.objects, of(['object'], (name) => !isPaging(name))],
    [groups.abstract, of(['interface', 'union'])],
    [groups.enums, of(['enum'])],
    [groups.scalars, of(['scalar'])],
    [groups.directives, of(['directive'])],
    [groups.inputs, of(['input'], (name) => !isFilter(name))],
    [groups.filters, of(['input'], isFilter)],
    [groups.paging, of(['object'], isPaging)],
  ]
}

const Overview = ({ reference }: { readonly reference: Reference }) => (
  <>
    {reference.roots.map((root) => {
      const { fields = [], description = '' } = reference.types.find(({ name }) => name === root) ?? {}
      return (
        <section key={root} class="section">
          <h2>
            <a href={linkTo('reference', root)}>{root}</a>
          </h2>
          <p class="muted">
            <Described words={description} />
          </p>
          <ul class="brief">
            {fields.map((field) => (
              <li key={field.name}>
                <a href={linkToEntry({ type: root, member: field.name })}>
                  <code>{field.name}</code>
                </a>{' '}
                <span class="muted">
                  <Described words={firstSentence(field.description)} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )
    })}
    {sections(reference).map(([title, types]) => (
      <section key={title} class="section">
        <h2>{title}</h2>
        <ul class="brief names">
          {types.map(({ name }) => (
            <li key={name}>
              <a href={linkTo('reference', name)}>
                <code>{name}</code>
              </a>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </>
)

/** A type as the schema writes it, its name a link. */
const TypeLink = ({ type, reference }: { readonly type: string; readonly reference: Reference }) => {
  const name = namedType(type)
  const [before = '', after = ''] = type.split(name)
  const isKnown = reference.types.some((each) => each.name === name)
  return (
    <code>
      {before}
      {isKnown ? <a href={linkTo('reference', name)}>{name}</a> : name}
      {after}
    </code>
  )
}

function OneType({ type, reference }: { readonly type: ReferenceType; readonly reference: Reference }) {
  const uses = useMemo(() => usesOf(reference, type.name), [type, reference])
  const { fields = [], values = [], interfaces = [], members = [], locations = [] } = type
  return (
    <div class="reference">
      <p class="section">
        <a href={linkTo('reference')}>{text.reference.all}</a>
      </p>
      {type.isOneOf && <p>{text.reference.oneOf}</p>}
      <Names title={text.reference.implements} names={interfaces} />
      <Names title={type.kind === 'union' ? text.reference.oneOfTypes : text.reference.implementors} names={members} />
      {locations.length > 0 && (
        <p>
          {text.reference.locations}: {locations.join(', ')}
        </p>
      )}
      {fields.length > 0 && (
        <section class="section">
          <h2>{type.kind === 'directive' ? text.reference.arguments : text.reference.fields}</h2>
          {fields.map((field) => (
            <Field key={field.name} field={field} reference={reference} />
          ))}
        </section>
      )}
      {values.length > 0 && (
        <section class="section">
          <h2>{text.reference.values}</h2>
          {values.map(({ name, description, deprecated }) => (
            <Member key={name} name={name} description={description} deprecated={deprecated} />
          ))}
        </section>
      )}
      {uses.length > 0 && (
        <section class="section">
          <h2>{text.reference.usedBy}</h2>
          <ul class="brief names">
            {uses.map((use) => (
              <li key={use.label}>
                <a href={linkToEntry(use)}>
                  <code>{use.label}</code>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const Names = ({ title, names }: { readonly title: string; readonly names: readonly string[] }) =>
  names.length === 0 ? null : (
    <p>
      {title}:{' '}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <a href={linkTo('reference', name)}>
            <code>{name}</code>
          </a>
        </span>
      ))}
    </p>
  )

interface MemberProps {
  readonly name: string
  readonly description: string
  readonly deprecated?: string | undefined
  /** What stands after the name. */
  readonly signature?: ComponentChildren
  readonly children?: ComponentChildren
}

/** A field or a value, with an address of its own. */
const Member = ({ name, description, deprecated, signature, children }: MemberProps) => (
  <div class="member" id={name}>
    <h3>
      <a href={`#${name}`}>
        <code>{name}</code>
      </a>
      {signature}
    </h3>
    {deprecated !== undefined && (
      <p>
        <b>{text.reference.deprecated}</b> <Described words={deprecated} />
      </p>
    )}
    <p>
      <Described words={description} />
    </p>
    {children}
  </div>
)

function Field({ field, reference }: { readonly field: ReferenceField; readonly reference: Reference }) {
  const { name, description, deprecated, type, args = [] } = field
  const signature = (
    <>
      : <TypeLink type={type} reference={reference} />
      {field.default !== undefined && <code> = {field.default}</code>}
    </>
  )
  return (
    <Member {...{ name, description, deprecated, signature }}>
      {args.length > 0 && (
        <dl class="args">
          {args.map((arg) => (
            <Argument key={arg.name} arg={arg} reference={reference} />
          ))}
        </dl>
      )}
    </Member>
  )
}

const Argument = ({ arg, reference }: { readonly arg: ReferenceArgument; readonly reference: Reference }) => (
  <>
    <dt>
      <code>{arg.name}</code>: <TypeLink type={arg.type} reference={reference} />
      {arg.default !== undefined && <code> = {arg.default}</code>}
    </dt>
    <dd>
      <Described words={arg.description} />
    </dd>
  </>
)
