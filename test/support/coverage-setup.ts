// Around a whole run: empties the record of what the tests reach, and at the end fails the run where a part of the
// schema was never reached. A run of some of the tests only tells how far it came.
import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { buildSchema } from '../../server/schema.ts'
import { beginCoverage, coverageReport } from './coverage.ts'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = beginCoverage()
  await rm(folder, { recursive: true, force: true })
  return async () => {
    const { vitest } = project
    const { testFiles } = await project.globTestFiles()
    const ran = new Set(vitest.state.getFiles().map(({ filepath }) => filepath))
    const whole = testFiles.every((file) => ran.has(file)) && !project.config.testNamePattern
    const { all, missing } = await coverageReport(buildSchema(), folder)
    await rm(folder, { recursive: true, force: true })
    const count = all - missing.length
    vitest.logger.log(`\n Schema  ${count} of ${all} fields, arguments, input fields and enum values reached`)
    if (!whole || missing.length === 0) return
    vitest.logger.error(
      `\n Never reached by any test:\n${missing.map((coordinate) => `   ${coordinate}`).join('\n')}\n`,
    )
    process.exitCode = 1
  }
}

export default setup
