import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BatchAsk } from '../../forms/batch-ask.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { BatchResults } from './BatchResults.tsx'
import type { BatchFile } from './batch-file.ts'
import { useBatchRun } from './use-batch-run.ts'
import './batch.css'

/** One question about many persons from a file, and the answers by line. */
export function BatchPage() {
  const { t } = useTranslation()
  const [file, setFile] = useState<BatchFile>()
  const [asked, setAsked] = useState<BatchFile>()
  const { view, ask, stop } = useBatchRun()
  return (
    <>
      <PageHead page={t('batch.page')} lead={t('batch.lead')} />
      <div className="batch">
        <div className="panel">
          <BatchAsk
            file={file}
            onFile={setFile}
            isAsking={view.stage === 'asking'}
            onAsk={(request) => {
              setAsked(file)
              ask(request)
            }}
            onStop={stop}
          />
        </div>
        {view.stage === 'idle' ? null : <BatchResults view={view} file={asked} />}
      </div>
    </>
  )
}
