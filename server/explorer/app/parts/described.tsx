// Descriptions of the schema: plain text, in which what stands between backticks is code.

/** A description. */
export const Described = ({ words }: { readonly words: string }) => (
  <>{words.split('`').map((part, index) => (index % 2 === 1 ? <code key={`${index} ${part}`}>{part}</code> : part))}</>
)
