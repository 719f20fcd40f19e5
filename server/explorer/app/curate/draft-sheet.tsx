// The changeset that is being written, in one place.
import type { Facts } from '../data/facts.ts'
import { useDrafts } from './draft.ts'
import { changedDrafts } from './draft-change.ts'
import { Foot } from './foot.tsx'
import { RecordForm } from './record-form.tsx'
import { say } from './words.ts'

/** The changeset that is being written, with all its forms, wherever they were opened. */
export function DraftSheet({ facts }: { readonly facts: Facts }) {
  const { drafts } = useDrafts()
  const changed = changedDrafts(drafts)
  if (changed.length === 0) return null
  return (
    <section class="section">
      <h2>{say.draft}</h2>
      <p class="muted">{say.draftHelp}</p>
      {changed.map((draft) => (
        <div key={draft.key}>
          <h3>
            <a href={draft.href}>{draft.title}</a>
          </h3>
          <RecordForm draft={draft} facts={facts} only={[]} hasFoot={false} />
        </div>
      ))}
      <div class="propose">
        <Foot facts={facts} isAlone={false} />
      </div>
    </section>
  )
}
