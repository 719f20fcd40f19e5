// Code to read and to copy.

/** A text of several lines that may scroll. */
export const Code = ({ children }: { readonly children: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
  <pre class="code" tabIndex={0}>
    {children}
  </pre>
)
