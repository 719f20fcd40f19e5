// A file of tables comes in: what it would change cell by cell, what is wrong with it, what it leaves to ask; then it is proposed.
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { CellProblem, ImportReport, Question, RowReport } from '../../../sheets/report.ts'
import { linkTo } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { tellMade } from '../data/made.ts'
import { Heading } from '../parts/heading.tsx'
import { plural } from '../words.ts'
import { KeyGone } from './foot.tsx'
import { type Received, upload } from './upload.ts'
import { importing as say } from './words.ts'

/** How many rows of the dry run are shown at first. */
const shownAtFirst = 100

type Answers = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The view. */
export function ImportView({ facts }: { readonly facts: Facts }) {
  const [files, setFiles] = useState<readonly File[]>([])
  const [mapping, setMapping] = useState<File>()
  const [answers, setAnswers] = useState<Answers>({})
  const [isUnlikeNew, setUnlikeNew] = useState(false)
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [isPressed, setPressed] = useState(false)
  const [received, setReceived] = useState<Received | { readonly is: 'away' }>()
  const answer = useRef<HTMLDivElement>(null)
  const why = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const report = received?.is === 'report' ? received.report : undefined
  useLayoutEffect(() => {
    if (received) answer.current?.focus()
  }, [received])
  const asked = useRef({})
  /** What is said of other files than those that are chosen now is not for the reader. */
  const forget = (): void => {
    asked.current = {}
    setReceived(undefined)
  }
  const send = (dryRun: boolean): void => {
    if (!dryRun && reason.trim() === '') {
      setPressed(true)
      why.current?.focus()
      return
    }
    setBusy(true)
    const own = {}
    asked.current = own
    const tell = (came: Received | { readonly is: 'away' }): void => {
      if (asked.current === own) setReceived(came)
    }
    upload({ files, mapping, answers, isUnlikeNew, reason, dryRun })
      .then(
        (came) => {
          tell(came)
          if (came.is === 'report' && came.report.outcome === 'DONE') tellMade()
        },
        () => tell({ is: 'away' }),
      )
      .finally(() => setBusy(false))
  }
  const isMissing = isPressed && reason.trim() === ''
  return (
    <>
      <Heading facts={facts} title={say.title} lede={say.lede} />
      <form
        class="propose"
        onSubmit={(event) => {
          event.preventDefault()
          send(true)
        }}
      >
        <div class="field">
          <label class="label" for={`${id}f`}>
            {say.files}
          </label>
          <input
            id={`${id}f`}
            type="file"
            multiple
            required
            accept=".xlsx,.csv,.tsv,.json,.jsonl,.ndjson,.xml"
            aria-describedby={`${id}fh`}
            onChange={({ currentTarget }) => {
              setFiles([...(currentTarget.files ?? [])])
              forget()
            }}
          />
          <div class="said" id={`${id}fh`}>
            <small class="muted">{say.filesHelp}</small>
          </div>
        </div>
        <details>
          <summary>{say.mapped}</summary>
          <div class="field">
            <label class="label" for={`${id}m`}>
              {say.mapping}
            </label>
            <input
              id={`${id}m`}
              type="file"
              accept=".json"
              aria-describedby={`${id}mh`}
              onChange={({ currentTarget }) => {
                setMapping(currentTarget.files?.[0])
                forget()
              }}
            />
            <div class="said" id={`${id}mh`}>
              <small class="muted">{say.mappingHelp}</small>
            </div>
          </div>
        </details>
        <p class="btns">
          <button type="submit" class="btn primary" disabled={files.length === 0 || isBusy}>
            {isBusy ? say.busy : say.look}
          </button>
        </p>
      </form>
      <div ref={answer} tabIndex={-1} class="report">
        {received?.is === 'keyGone' && <KeyGone />}
        {(received?.is === 'refused' || received?.is === 'away') && (
          <p class="assess bad" role="alert">
            {received.is === 'away' ? say.away : received.message}
          </p>
        )}
        {report && (
          <>
            <Outcome report={report} />
            {report.questions.length > 0 && (
              <Questions
                questions={report.questions}
                {...{ answers, isUnlikeNew, setUnlikeNew, isBusy }}
                set={(kind, name, value) =>
                  setAnswers((before) => ({ ...before, [kind]: { ...before[kind], [name]: value } }))
                }
                again={() => send(true)}
              />
            )}
            <Problems list={report.problems} title={say.problems} kind="bad" />
            <Problems list={report.warnings} title={say.warnings} kind="warn" />
            <Rows report={report} />
            {report.outcome === 'TRIED' && (
              <form
                class="propose"
                onSubmit={(event) => {
                  event.preventDefault()
                  send(false)
                }}
              >
                <div class={`field ${isMissing ? 'wrong' : ''}`}>
                  <label class="label" for={`${id}r`}>
                    {say.reason}
                  </label>
                  <textarea
                    id={`${id}r`}
                    ref={why}
                    rows={2}
                    required
                    value={reason}
                    onInput={({ currentTarget }) => setReason(currentTarget.value)}
                  />
                </div>
                <p class="btns">
                  <button type="submit" class="btn primary" disabled={isBusy}>
                    {say.propose}
                  </button>
                </p>
              </form>
            )}
          </>
        )}
      </div>
    </>
  )
}

/** What came of it, in a sentence. */
function Outcome({ report }: { readonly report: ImportReport }) {
  const { outcome, counts, changeset, notes, questions } = report
  const asks = outcome === 'REFUSED' && questions.length > 0
  return (
    <div
      class={`assess ${outcome === 'REFUSED' ? (asks ? 'warn' : 'bad') : ''}`}
      role={outcome === 'REFUSED' ? 'alert' : 'status'}
    >
      <p>
        <b>{asks ? say.asks : say.outcome[outcome]}</b>{' '}
        {changeset !== null && <a href={linkTo('review', String(changeset))}>{say.changeset(changeset)}</a>}
      </p>
      <p>{say.counts(counts)}</p>
      {notes.map((note) => (
        <p key={note} class="muted">
          {note}
        </p>
      ))}
    </div>
  )
}

interface QuestionsProps {
  readonly questions: readonly Question[]
  readonly answers: Answers
  readonly isUnlikeNew: boolean
  readonly isBusy: boolean
  readonly setUnlikeNew: (is: boolean) => void
  readonly set: (kind: string, name: string, value: string) => void
  readonly again: () => void
}

/** Names that a person has to say what they are. */
function Questions({ questions, answers, isUnlikeNew, isBusy, setUnlikeNew, set, again }: QuestionsProps) {
  const id = useId()
  const open = questions.filter(
    ({ kind, name, candidates }) => !answers[kind]?.[name] && !(isUnlikeNew && candidates.length === 0),
  )
  return (
    <form
      class="propose questions"
      onSubmit={(event) => {
        event.preventDefault()
        again()
      }}
    >
      <h2>{say.questions}</h2>
      <p>{say.questionsHelp}</p>
      {questions.map(({ kind, name, spot, count, candidates }, index) => {
        const chosen = answers[kind]?.[name] ?? ''
        const isKnown = chosen === '' || chosen === 'new' || candidates.some(({ slug }) => slug === chosen)
        return (
          <div class="field" key={`${kind} ${name}`}>
            <label class="label" for={`${id}${index}`}>
              “{name}”
            </label>
            <div class="btns">
              <select
                id={`${id}${index}`}
                value={isKnown ? chosen : 'other'}
                onChange={({ currentTarget: { value } }) => set(kind, name, value === 'other' ? ' ' : value)}
              >
                <option value="">{candidates.length === 0 && isUnlikeNew ? say.isNew : say.choose}</option>
                {candidates.map(({ slug, name: of, why }) => (
                  <option key={slug} value={slug}>
                    {of} ({why})
                  </option>
                ))}
                <option value="new">{say.isNew}</option>
                <option value="other">{say.other}</option>
              </select>
              {!isKnown && (
                <input
                  aria-label={say.slugOf(name)}
                  placeholder={say.slug}
                  value={chosen.trim()}
                  onInput={({ currentTarget }) => set(kind, name, currentTarget.value || ' ')}
                />
              )}
            </div>
            <div class="said">
              <small class="muted">
                {say.kind(kind)}, {placeOf(spot)}
                {count > 1 && `, ${say.times(count)}`}
              </small>
            </div>
          </div>
        )
      })}
      <label>
        <input
          type="checkbox"
          checked={isUnlikeNew}
          onChange={({ currentTarget }) => setUnlikeNew(currentTarget.checked)}
        />{' '}
        {say.unlike}
      </label>
      <p class="btns">
        <button type="submit" class="btn primary" disabled={isBusy}>
          {say.again}
        </button>
        <span class="muted">{open.length === 0 ? say.allAnswered : say.open(open.length)}</span>
      </p>
    </form>
  )
}

/** Where something stands, as a spreadsheet names it. */
function placeOf({ file, sheet, row, column, cell }: CellProblem | Question['spot']): string {
  const where = cell ?? (row === null ? '' : say.row(row))
  // A file of one table is a sheet of the same name.
  const table = sheet === '' || file.startsWith(sheet) ? file : `${file}, ${sheet}`
  return [table, where, column].filter(Boolean).join(', ')
}

function Problems({
  list,
  title,
  kind,
}: {
  readonly list: readonly CellProblem[]
  readonly title: string
  readonly kind: 'bad' | 'warn'
}) {
  if (list.length === 0) return null
  return (
    <section class="section">
      <h2>{title}</h2>
      <div class="scroll">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{say.where}</th>
              <th scope="col">{say.value}</th>
              <th scope="col">{say.wrong}</th>
            </tr>
          </thead>
          <tbody>
            {list.map((problem, index) => (
              <tr key={`${index} ${problem.code}`}>
                <th scope="row">{placeOf(problem)}</th>
                <td class={`cell-${kind}`}>{problem.value}</td>
                <td>
                  {problem.message} <code>{problem.code}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** The rows that would change, a table for each sheet, with the cells that differ. */
function Rows({ report: { rows } }: { readonly report: ImportReport }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? rows : rows.slice(0, shownAtFirst)
  const tables = Map.groupBy(shown, ({ file, table }) => `${table} (${file})`)
  return (
    <>
      {[...tables].map(([title, list]) => (
        <Cells key={title} title={title} rows={list} />
      ))}
      {rows.length > shown.length && (
        <p>
          <button type="button" class="btn" onClick={() => setWhole(true)}>
            {say.showAll(plural(rows.length, 'row'))}
          </button>
        </p>
      )}
    </>
  )
}

function Cells({ title, rows }: { readonly title: string; readonly rows: readonly RowReport[] }) {
  const columns = [...new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)))]
  return (
    <section class="section">
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="scroll" tabIndex={0} aria-label={title}>
        <table class="list cells">
          <thead>
            <tr>
              <th scope="col" class="r">
                {say.rowHead}
              </th>
              <th scope="col">{say.name}</th>
              {columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, name, operation, cells }) => (
              <tr key={`${row} ${name}`}>
                <td class="r">{row}</td>
                <th scope="row">
                  {name} <small class="muted">{say.operation[operation]}</small>
                </th>
                {columns.map((column) => {
                  const cell = cells.find((each) => each.column === column)
                  return (
                    <td key={column}>
                      {cell && cell.before !== null && <del>{String(cell.before)}</del>}{' '}
                      {cell && cell.after !== null && <ins>{String(cell.after)}</ins>}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
