// A sentence in which names of code stand between backticks.

/** The sentence, with these names set as code. */
export const Worded = ({ words }: { readonly words: string }) => (
  <>{words.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>
)
