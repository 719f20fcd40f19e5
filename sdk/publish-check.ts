// Refuses to publish while the package names addresses under `.example`, which is reserved for documentation (RFC 2606).
import manifest from './package.json' with { type: 'json' }

const { homepage, bugs, repository } = manifest
const reserved = [homepage, bugs.url, repository.url].filter((url) => /\.example(\/|$)/.test(url))
if (reserved.length > 0) {
  console.error(`Set homepage, bugs and repository to real addresses before publishing: ${reserved.join(', ')}`)
  process.exitCode = 1
}
