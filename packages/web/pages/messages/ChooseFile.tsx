import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { toByteSize } from '../../locales/formats.ts'

type Props = { chosen: File | undefined; hint: string; words: string; onChoose: (file: File) => void }

/** A field for one file: chosen by mouse or keyboard, or dropped onto it, which browsers do by themselves. */
export function ChooseFile({ chosen, hint, words, onChoose }: Props) {
  const { t, i18n } = useTranslation()
  const hintId = useId()
  const fieldId = useId()
  return (
    <div className="choose-file">
      <label htmlFor={fieldId}>{words}</label>
      <input
        id={fieldId}
        type="file"
        aria-describedby={hintId}
        data-testid="choose-file"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file) onChoose(file)
        }}
      />
      <p id={hintId} className="soft">
        {chosen ? (
          <bdi>
            {t('attachment.chosen', { name: chosen.name, size: toByteSize(chosen.size, i18n.language) })}
          </bdi>
        ) : (
          hint
        )}
      </p>
    </div>
  )
}
