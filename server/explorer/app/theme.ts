// Runs before the first paint: the choice of light or dark that was kept.
const kept = (() => {
  try {
    return localStorage.getItem('theme')
  } catch {
    // Storage may be closed to pages; the system's choice holds then.
    return null
  }
})()
if (kept === 'light' || kept === 'dark') document.documentElement.dataset['theme'] = kept
