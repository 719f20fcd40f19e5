// Files that the page makes itself.

/** Offers content as a file. */
export function save(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it once the click is through.
  setTimeout(() => URL.revokeObjectURL(url))
}
