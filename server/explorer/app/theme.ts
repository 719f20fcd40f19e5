// Runs before the first paint: light or dark, as the reader chose, or as the system is where nobody chose. The choice is made by
// the button in the head of the page, which keeps it.
const system = matchMedia('(prefers-color-scheme: dark)')

const kept = (): string | null => {
  try {
    return localStorage.getItem('theme')
  } catch {
    // Storage may be closed to pages; the system's choice holds then.
    return null
  }
}

const mark = (): void => {
  const choice = kept()
  const isDark = choice === null ? system.matches : choice === 'dark'
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
}

mark()
system.addEventListener('change', mark)
