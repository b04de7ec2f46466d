import type { BatchRequest } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import { IconPlayerStop, IconSearch } from '@tabler/icons-react'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../components/use-session.ts'
import { BatchFileField } from '../pages/batch/BatchFileField.tsx'
import type { BatchFile } from '../pages/batch/batch-file.ts'
import { Notice } from '../ui/Notice.tsx'
import { MissingList } from './MissingList.tsx'
import { ReasonFields } from './reason-fields.tsx'
import { type ReasonValues, toMissingReason } from './search-values.ts'
import './ask.css'

type Props = {
  file: BatchFile | undefined
  onFile: (file: BatchFile | undefined) => void
  isAsking: boolean
  onAsk: (request: BatchRequest) => void
  onStop: () => void
}

/** The question about many persons: a file, one purpose, one case. */
export function BatchAsk({ file, onFile, isAsking, onAsk, onStop }: Props) {
  const { t } = useTranslation()
  const { purposes } = useSession()
  const [onlyPurpose] = purposes.length === 1 ? purposes : []
  const [values, setValues] = useState<ReasonValues>({
    purpose: onlyPurpose ?? '',
    legalBasis: '',
    caseReference: '',
  })
  const [isTried, setTried] = useState(false)
  const missingId = useId()
  const missing = toMissingReason(values)
  const isFileReady = file !== undefined && file.faults.length === 0

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    const { purpose, legalBasis, caseReference } = values
    const isReady = isFileReady && purpose !== '' && missing.length === 0
    setTried(!isReady)
    if (!isReady) return
    onAsk({
      csv: file.csv,
      purpose,
      legalBasis: legalBasis.trim(),
      caseReference: caseReference.trim(),
    })
  }

  if (purposes.length === 0) return <Notice tone="caution">{t('ask.noPurposes')}</Notice>
  return (
    <form className="ask" onSubmit={submit} noValidate autoComplete="off" data-testid="batch-form">
      <fieldset>
        <legend>{t('batch.file')}</legend>
        <BatchFileField file={file} onFile={onFile} />
      </fieldset>
      <fieldset>
        <legend>{t('ask.reason')}</legend>
        <ReasonFields
          values={values}
          onChange={(changed) => setValues({ ...values, ...changed })}
          missing={isTried ? missing : []}
        />
      </fieldset>
      <MissingList
        id={missingId}
        missing={missing}
        extra={isFileReady ? undefined : t('batch.missingFile')}
        isTried={isTried}
      />
      <div className="ask__end ask__buttons">
        <Button
          type="submit"
          size="md"
          leftSection={<IconSearch size={18} aria-hidden />}
          aria-describedby={missingId}
          data-testid="ask"
        >
          {t('batch.submit')}
        </Button>
        {isAsking ? (
          <Button
            variant="default"
            size="md"
            leftSection={<IconPlayerStop size={16} aria-hidden />}
            onClick={onStop}
            data-testid="stop"
          >
            {t('batch.cancel')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
