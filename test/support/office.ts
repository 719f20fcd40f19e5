// LibreOffice, driven as a person would: it opens files, things are typed into cells, and it saves them.
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The version of LibreOffice that is installed, as in `7.4.7.2`; undefined where none is, or no spreadsheets. */
export const officeVersion: string | undefined = findVersion()

/** How a file is read or written: a filter of LibreOffice and its options. */
export interface OfficeFormat {
  /** How names of such files end. */
  readonly ending: 'xlsx' | 'csv'
  readonly filter: string
  readonly open: string
  readonly save: string
}

/**
 * CSV in UTF-8 with quotes, from the first line on, as LibreOffice offers to open it: numbers become numbers, dates stay
 * texts. Cells are saved as they are shown. The delimiter is the number of the character, the language that of Windows.
 */
const csv = (delimiter: number, language: number) => ({
  ending: 'csv' as const,
  filter: 'Text - txt - csv (StarCalc)',
  open: `${delimiter},34,76,1,,${language},false,false`,
  save: `${delimiter},34,76,1,,${language},false,true`,
})

export const officeFormats = {
  xlsx: { ending: 'xlsx', filter: 'Calc MS Excel 2007 XML', open: '', save: '' },
  csv: csv(44, 1033),
  germanCsv: csv(59, 1031),
} as const satisfies Readonly<Record<string, OfficeFormat>>

/** A file that is opened, typed into and saved elsewhere. */
export interface OfficeEdit {
  readonly from: string
  readonly as: OfficeFormat
  /** What is typed, by the name of the cell; null empties it. */
  readonly type?: Readonly<Record<string, string | null>>
  readonly to: string
  readonly saveAs: OfficeFormat
}

/** Does all of it in one run of LibreOffice. */
export async function inOffice(edits: readonly OfficeEdit[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tenpoint-office-'))
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
  const office = (...args: string[]): void => {
    execFileSync('soffice', [profile, '--headless', ...args], { stdio: 'pipe', timeout: 240_000 })
  }
  try {
    // The first start makes the profile, over whatever is there.
    office('--terminate_after_init')
    const library = join(folder, 'profile/user/basic/Standard')
    await writeFile(join(library, 'script.xlb'), libraryXml)
    await writeFile(join(library, 'Edit.xba'), moduleXml)
    const commands = edits.flatMap(({ from, as, type = {}, to, saveAs }) => [
      ['open', pathToFileURL(from).href, as.filter, as.open],
      ...Object.entries(type).map(([cell, text]) => (text === null ? ['clear', cell] : ['type', cell, text])),
      ['save', pathToFileURL(to).href, saveAs.filter, saveAs.save],
    ])
    const list = join(folder, 'commands')
    await writeFile(list, commands.map((parts) => `${parts.join('\t')}\n`).join(''))
    office(`macro:///Standard.Edit.Run("${list}")`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const libraryXml = `<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Edit"/></library:library>
`

/** Does one command a line, its parts between tabs. EnterString is what the keyboard does. */
const moduleXml = `<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">
Sub Run(commands As String)
  Dim text As String, parts, doc, frame, dispatcher, file As Integer
  Dim filter(1) As New com.sun.star.beans.PropertyValue
  Dim argument(0) As New com.sun.star.beans.PropertyValue
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  filter(0).Name = "FilterName"
  filter(1).Name = "FilterOptions"
  On Error GoTo Finish
  file = FreeFile
  Open commands For Input As #file
  While Not Eof(file)
    Line Input #file, text
    parts = Split(text, Chr(9))
    If parts(0) = "open" Or parts(0) = "save" Then
      filter(0).Value = parts(2)
      filter(1).Value = parts(3)
    End If
    If parts(0) = "open" Then
      doc = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, filter())
      frame = doc.CurrentController.Frame
    ElseIf parts(0) = "save" Then
      doc.storeToURL(parts(1), filter())
      doc.close(True)
    Else
      argument(0).Name = "ToPoint"
      argument(0).Value = parts(1)
      dispatcher.executeDispatch(frame, ".uno:GoToCell", "", 0, argument())
      If parts(0) = "clear" Then
        dispatcher.executeDispatch(frame, ".uno:ClearContents", "", 0, Array())
      Else
        argument(0).Name = "StringName"
        argument(0).Value = parts(2)
        dispatcher.executeDispatch(frame, ".uno:EnterString", "", 0, argument())
      End If
    End If
  Wend
Finish:
  Close #file
  StarDesktop.terminate()
End Sub
</script:module>
`

function findVersion(): string | undefined {
  try {
    return /LibreOffice (\d[\d.]*)/.exec(execFileSync('soffice', ['--version'], { stdio: 'pipe' }).toString())?.[1]
  } catch {
    return undefined
  }
}
