// Bundles the page in memory: modules and styles under names that hold their hash, and the HTML that names them.
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile, stop } from 'esbuild'
import { viewNames } from './app/views.ts'

/** A file that the page loads. Its path holds a hash of its content, so that it never changes. */
export interface Asset {
  readonly path: string
  readonly text: string
}

/** The page and its files. */
export interface ExplorerFiles {
  /** The HTML, which is the same under every address of the page. */
  readonly html: string
  readonly assets: readonly Asset[]
}

/** The folder of the page's files, as a path of the server. */
export const assetFolder = '/explorer/'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Whether a path is one of the page's addresses. */
export function isViewPath(path: string): boolean {
  const [, name = ''] = path.split('/', 2)
  return path === '/' || viewNames.has(name)
}

let built: Promise<ExplorerFiles> | undefined

/** The page, made once for the process. Rejects where that fails; the next call tries again. */
export function explorerFiles(): Promise<ExplorerFiles> {
  built ??= bundle().catch((error: unknown) => {
    built = undefined
    throw error
  })
  return built
}

async function bundle(): Promise<ExplorerFiles> {
  try {
    const { outputFiles, metafile } = await build({
      absWorkingDir: here('.'),
      entryPoints: { main: here('app/main.tsx'), theme: here('app/theme.ts'), icon: here('app/icon.svg') },
      entryNames: '[name]-[hash]',
      chunkNames: 'part-[hash]',
      outdir: here('out'),
      loader: { '.svg': 'copy' },
      bundle: true,
      splitting: true,
      format: 'esm',
      minify: true,
      target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
      jsx: 'automatic',
      jsxImportSource: 'preact',
      legalComments: 'none',
      write: false,
      metafile: true,
      logLevel: 'silent',
    })
    const assets = outputFiles.map(({ path, text }) => ({ path: assetFolder + basename(path), text }))
    return { html: htmlOf(metafile), assets }
  } finally {
    // Its process would only wait for work that does not come.
    await stop()
  }
}

/** The HTML with the names of the files. What the first view needs is requested at once, not module by module. */
function htmlOf({ outputs }: Metafile): string {
  const files = Object.entries(outputs)
  const fileOf = (entry: string) => files.find(([, { entryPoint }]) => entryPoint === entry)
  const path = (output: string | undefined): string => {
    if (output === undefined) throw new Error('The bundle of the explorer lacks a file.')
    return assetFolder + basename(output)
  }
  const [main, about] = fileOf('app/main.tsx') ?? []
  const parts = about?.imports.filter(({ kind }) => kind === 'import-statement') ?? []
  const styles = about?.cssBundle
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Tenpoint</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Who works with whom on mixed migration, on which of the ten points, with the page behind every fact.">
<link rel="icon" href="${path(fileOf('app/icon.svg')?.[0])}" type="image/svg+xml">
<script src="${path(fileOf('app/theme.ts')?.[0])}"></script>
<link rel="stylesheet" href="${path(styles)}">
<script type="module" src="${path(main)}"></script>
${parts.map(({ path: part }) => `<link rel="modulepreload" href="${path(part)}">\n`).join('')}</head>
<body>
<div id="app"><header class="top"><div class="wrap in"><a class="word" href="/">Tenpoint</a></div></header><main class="wrap waiting"></main></div>
<noscript><p class="wrap">This page needs JavaScript. The same facts are at <a href="/graphql">/graphql</a>.</p></noscript>
</body>
</html>
`
}
