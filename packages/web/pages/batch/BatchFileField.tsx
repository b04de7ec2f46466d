import { Button } from '@mantine/core'
import { IconDownload, IconFileSpreadsheet, IconTrash } from '@tabler/icons-react'
import { type DragEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import { type BatchFile, batchColumns, toBatchFile } from './batch-file.ts'
import { saveFile } from './save-file.ts'

const example = [
  'family,given,birth,nationality,document',
  'Παπαδόπουλος,Γεώργιος,1971-03-09,GR,',
  'Иванов,Пётр,1980,,',
  'Example,Ann,1975~,IT,',
  ',,,,AB1234567',
  '',
].join('\r\n')

type Props = { file: BatchFile | undefined; onFile: (file: BatchFile | undefined) => void }

/** Chooses a file or takes a dropped one, and says what was read in it. */
export function BatchFileField({ file, onFile }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const inputId = useId()

  async function take(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return
    onFile(toBatchFile(chosen.name, new Uint8Array(await chosen.arrayBuffer())))
  }

  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra for the mouse; the button in it does the same */}
      <div
        className={`drop ${isOver ? 'drop--over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileSpreadsheet size={26} stroke={1.5} aria-hidden />
        {file === undefined ? <p>{t('batch.drop')}</p> : <FileFacts file={file} />}
        <div className="drop__buttons">
          <Button
            size="xs"
            variant="default"
            onClick={() => input.current?.click()}
            data-testid="choose-file"
          >
            {file === undefined ? t('batch.choose') : t('batch.replace')}
          </Button>
          {file === undefined ? null : (
            <button
              type="button"
              className="icon-button"
              aria-label={t('batch.remove')}
              onClick={() => onFile(undefined)}
            >
              <IconTrash size={16} aria-hidden />
            </button>
          )}
        </div>
        <label htmlFor={inputId} className="visually-hidden">
          {t('batch.file')}
        </label>
        <input
          id={inputId}
          ref={input}
          type="file"
          accept=".csv,text/csv"
          hidden
          data-testid="batch-file"
          onChange={({ currentTarget }) => {
            void take(currentTarget.files?.[0])
            currentTarget.value = ''
          }}
        />
      </div>
      {file?.faults.map((fault) => (
        <Notice key={fault} tone="danger" role="alert">
          {t(`batch.${fault}`)}
        </Notice>
      ))}
      <HeaderHelp />
    </>
  )
}

function FileFacts({ file }: { file: BatchFile }) {
  const { t } = useTranslation()
  const rows = t('batch.rows', { count: file.rows })
  return (
    <div role="status">
      <p data-testid="batch-rows">
        <strong>{t('batch.size', { name: file.name, rows })}</strong>
      </p>
      {file.unknownColumns.length === 0 ? null : (
        <p className="soft">{t('batch.unknownColumns', { columns: file.unknownColumns.join(', ') })}</p>
      )}
    </div>
  )
}

function HeaderHelp() {
  const { t } = useTranslation()
  return (
    <div className="columns-help">
      <p>{t('batch.help')}</p>
      <dl>
        {batchColumns.map((column) => (
          <div key={column}>
            <dt>
              <code>{column}</code>
            </dt>
            <dd>{t(`batch.columns.${column}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('batch.helpEnd')}</p>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconDownload size={15} aria-hidden />}
        onClick={() => saveFile('isthmus-example.csv', `\uFEFF${example}`)}
      >
        {t('batch.example')}
      </Button>
    </div>
  )
}
