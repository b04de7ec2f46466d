import { readFileSync } from 'node:fs'
import type { SmtpConfig } from '@isthmus/contract'
import { createTransport } from 'nodemailer'
import { readSecretFile } from '../platform/index.ts'
import { NotificationError } from './errors.ts'

export type Mail = { to: string; subject: string; text: string }

export type SendMail = (mail: Mail) => Promise<void>

const answerWithinMs = 20_000
const loopback = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/

/**
 * Hands mail to the organisation's own server (RFC 6409). Throws NotificationError MAIL_CONFIG_INVALID when mail would travel in
 * clear; what it gives rejects when the server did not take a mail.
 */
export function createSmtpMailer({ host, port, encryption, caFile, from, ...login }: SmtpConfig): SendMail {
  if (encryption === 'none' && !loopback.test(host)) {
    throw new NotificationError('MAIL_CONFIG_INVALID', `mail to ${host} would travel without encryption`, {
      remedy: 'set notification.smtp.encryption to implicit or starttls',
    })
  }
  const transport = createTransport({
    ...{ host, port, secure: encryption === 'implicit' },
    ...{ requireTLS: encryption === 'starttls', ignoreTLS: encryption === 'none' },
    tls: { minVersion: 'TLSv1.2', ...(caFile ? { ca: readCertificates(caFile) } : {}) },
    ...{ connectionTimeout: answerWithinMs, greetingTimeout: answerWithinMs, socketTimeout: answerWithinMs },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    ...toLogin(login),
  })
  return async ({ to, subject, text }) => {
    await transport.sendMail({
      ...{ from, subject, text, to: { name: '', address: to } },
      // RFC 3834: no machine answers this, such as one that is on holiday.
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  }
}

function toLogin({ user, passwordFile }: Pick<SmtpConfig, 'user' | 'passwordFile'>) {
  if (user === undefined && passwordFile === undefined) return {}
  if (user !== undefined && passwordFile !== undefined)
    return { auth: { user, pass: readSecretFile(passwordFile).replace(/\r?\n$/, '') } }
  throw new NotificationError('MAIL_CONFIG_INVALID', 'the mail server has a user or a password, not both', {
    remedy: 'give notification.smtp.user and passwordFile, or neither',
  })
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new NotificationError('MAIL_CONFIG_INVALID', `${file} cannot be read`, {
      cause,
      remedy: 'correct notification.smtp.caFile, or its permissions',
    })
  }
}
