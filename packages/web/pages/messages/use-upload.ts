import type { AttachmentDraft, AttachmentEntry } from '@isthmus/contract/types'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { prepareAttachment, showAttachment, withdrawAttachment } from '../../api/attachments.ts'
import { uploadFile } from '../../api/upload-file.ts'

export type UploadState =
  | { phase: 'idle' }
  | { phase: 'running'; done: number; chunks: number }
  /** Broken off, by the connection or by a press on the button; `error` is undefined for the latter. */
  | { phase: 'cut'; done: number; chunks: number; error?: Error | undefined }
  | { phase: 'refused'; error: Error }
  | { phase: 'sent'; entry: AttachmentEntry }

export type Upload = {
  state: UploadState
  /** Begins a file, or goes on with one that was begun before. */
  start: (file: File, of: AttachmentDraft | AttachmentEntry) => void
  stop: () => void
  resume: () => void
  /** Ends it at the peer, too. */
  end: () => void
}

/** One upload to the own peer: it can be stopped, goes on where it broke off, and ends when the page is left. */
export function useUpload(): Upload {
  const queryClient = useQueryClient()
  const [state, setState] = useState<UploadState>({ phase: 'idle' })
  const work = useRef<{ file: File; begun?: AttachmentEntry; stopping: AbortController } | undefined>(
    undefined,
  )
  useEffect(() => () => work.current?.stopping.abort(), [])

  const run = async (file: File, of: AttachmentDraft | AttachmentEntry): Promise<void> => {
    work.current?.stopping.abort()
    const stopping = new AbortController()
    const own = { file, stopping }
    work.current = own
    let progress = { done: 0, chunks: 1 }
    setState({ phase: 'running', ...progress })
    try {
      const begun = await ('attachmentId' in of ? showAttachment(of.attachmentId) : prepareAttachment(of))
      work.current = { ...own, begun }
      const onProgress = (done: number): void => {
        progress = { done, chunks: begun.chunks }
        if (!stopping.signal.aborted) setState({ phase: 'running', ...progress })
      }
      const entry = await uploadFile({ file, begun, signal: stopping.signal, onProgress })
      setState({ phase: 'sent', entry })
    } catch (fault) {
      const error = fault instanceof Error ? fault : new Error('upload')
      if (work.current?.stopping !== stopping) return
      const isBegun = work.current.begun !== undefined
      if (isBegun) setState({ phase: 'cut', ...progress, error: stopping.signal.aborted ? undefined : error })
      else setState({ phase: 'refused', error })
    } finally {
      void queryClient.invalidateQueries({ queryKey: ['attachments'] })
    }
  }

  return {
    state,
    start: (file, of) => void run(file, of),
    stop: () => work.current?.stopping.abort(),
    resume: () => {
      const { file, begun } = work.current ?? {}
      if (file && begun) void run(file, begun)
    },
    end: () => {
      const begun = work.current?.begun
      work.current?.stopping.abort()
      work.current = undefined
      setState({ phase: 'idle' })
      if (!begun) return
      void withdrawAttachment(begun.attachmentId)
        .catch((error: Error) => setState({ phase: 'refused', error }))
        .finally(() => void queryClient.invalidateQueries({ queryKey: ['attachments'] }))
    },
  }
}
