// The few forms of Markdown that the API's longer texts have: paragraphs, lists and tables, apart by an empty line.

export type Block =
  | { readonly is: 'paragraph'; readonly words: string }
  | { readonly is: 'list'; readonly isNumbered: boolean; readonly items: readonly string[] }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

const [numbered, bulleted] = [/^\d+\. /, /^- /]

const cellsOf = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())

/** The blocks of a text, in their order. What has none of these forms is a paragraph. */
export const blocksOf = (markdown: string): readonly Block[] =>
  markdown
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
    .map((block): Block => {
      const lines = block.trim().split('\n')
      const [first = '', rule = '', ...rest] = lines
      if (/^\|.*\|$/.test(first) && /^[|\s:-]+$/.test(rule))
        return { is: 'table', head: cellsOf(first), rows: rest.map(cellsOf) }
      for (const mark of [numbered, bulleted])
        if (lines.every((line) => mark.test(line)))
          return { is: 'list', isNumbered: mark === numbered, items: lines.map((line) => line.replace(mark, '')) }
      return { is: 'paragraph', words: lines.join(' ') }
    })
