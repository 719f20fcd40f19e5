// Taking a view along: its table as CSV and XLSX, its picture as SVG and PNG.
import { useState } from 'preact/hooks'
import { addressOf, linkWith } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { csv } from '../map/table-text.ts'
import { text } from '../text.ts'
import type { Lines } from './files.ts'
import { looseDate } from './period.ts'
import type { Picture } from './picture.ts'
import { save } from './save.ts'

/** The address of what is shown, as it is in this revision for ever. */
export const permanentAddress = ({ revision }: Facts): string =>
  location.origin + linkWith(addressOf(location), { revision: String(revision) })

interface DownloadsProps {
  readonly facts: Facts
  readonly title: string
  /** The name of the files, without their endings. */
  readonly name: string
  /** The table of the view, the head first. */
  readonly lines: () => Lines
  /** The picture of the view; there is none to save where it is left out. */
  readonly picture?: () => Picture | Promise<Picture>
}

const tables = ['csv', 'xlsx'] as const
const pictures = ['svg', 'png'] as const
type Ending = (typeof tables)[number] | (typeof pictures)[number]

/** A button for each kind of file. */
export function Downloads({ facts, title, name, lines, picture }: DownloadsProps) {
  const [failed, setFailed] = useState(false)
  const { document: source, asOf, licence, attribution } = facts.about
  const file = `tenpoint-${name}-r${facts.revision}`
  const credit = [source?.title, looseDate(asOf)].filter(Boolean).join(', ')
  const make = async (ending: Ending): Promise<void> => {
    if (ending === 'csv') return save(`${file}.csv`, 'text/csv;charset=utf-8', csv(lines()))
    const files = await import('./files.ts')
    const address = permanentAddress(facts)
    if (ending === 'xlsx')
      return files.saveXlsx(`${file}.xlsx`, lines(), [
        [text.downloads.view, title],
        [text.downloads.revision, String(facts.revision)],
        [text.downloads.source, credit],
        [text.downloads.address, address],
        [text.downloads.licence, licence ?? ''],
        [text.downloads.attribution, attribution ?? ''],
      ])
    if (!picture) return undefined
    const caption = { title, lines: [text.downloads.credit(facts.revision, credit), address] }
    const drawn = await picture()
    return ending === 'svg'
      ? files.saveSvg(`${file}.svg`, drawn, caption)
      : files.savePng(`${file}.png`, drawn, caption)
  }
  const offer = (ending: Ending): void => {
    setFailed(false)
    make(ending).catch(() => setFailed(true))
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset of four buttons in a line says no more */}
      <span class="seg noprint" role="group" aria-label={text.downloads.label}>
        {[...tables, ...(picture ? pictures : [])].map((ending) => (
          <button key={ending} type="button" class="btn" onClick={() => offer(ending)}>
            {ending.toUpperCase()}
          </button>
        ))}
      </span>
      {failed && <span role="alert">{text.downloads.failed}</span>}
    </>
  )
}
