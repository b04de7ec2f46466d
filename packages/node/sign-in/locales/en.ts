import type { PasskeyErrorCode, SignInErrorCode } from '../sign-in-error.ts'

/** Faults that keep a peer from starting: no page is ever served with them. */
type StartCode = 'DEMO_IN_PRODUCTION' | 'ISSUER_MISSING' | 'PUBLIC_URL_INVALID' | 'PROVIDER_KEYS_UNREADABLE'

/** What is refused about passkeys is told by the pages of packages/web. */
type ToldCode = Exclude<SignInErrorCode, StartCode | PasskeyErrorCode> | 'SIGN_IN_FAILED' | 'PROVIDER_FAULT'

/** English, and the list of all keys: the other languages are typed by it. Plain text: pages escape it. */
export const en = {
  title: '{{page}} · Isthmus',
  choose: {
    page: 'Sign in to {{peer}}',
    demo: 'This is a demonstration.',
    demoText:
      'These officers do not exist, there is no password, and whoever opens this page can be any of them. Never enter real personal data.',
    who: 'Choose who you are',
    whoText: 'The organisation and its law decide what an officer may ask, and who answers.',
    elsewhere: 'Officers of other organisations',
    elsewhereText: 'They sign in at the peer that acts for their organisation. Each name leads there.',
  },
  role: {
    officer: 'Officer',
    caseworker: 'Caseworker',
    operator: 'Operator',
    dpo: 'Data-protection officer',
    authority: 'Supervisory authority',
  },
  duty: {
    officer: 'Searches for persons.',
    caseworker: 'Searches for persons.',
    operator: 'Keeps the peer and its sources; does not search.',
    dpo: 'Supervises data protection; does not search.',
    authority: 'Sees the audit log of an organisation and changes nothing; does not search.',
  },
  law: {
    LED: 'Under Directive (EU)\u00a02016/680 (law enforcement)',
    GDPR: 'Under Regulation (EU)\u00a02016/679 (general data protection)',
    EUDPR: 'Under Regulation (EU)\u00a02018/1725 (EU institutions)',
    none: 'Outside Union data-protection law',
  },
  device: {
    page: 'Sign in the command line',
    text: 'Enter the code that your command line shows. Enter no code that somebody else sent you.',
    code: 'Code',
    continue: 'Continue',
    aborted: 'The sign-in was aborted.',
    unknown: 'This code is not known, has expired or was used already.',
    confirmPage: 'Is this your code?',
    confirmText: 'Your command line must show exactly this code:',
    confirmWarning:
      'If it does not, or if you did not ask for it, choose Abort: somebody else would act in your name.',
    confirm: 'It is my code: continue',
    abort: 'Abort',
    donePage: 'The command line is signed in',
    doneText: 'You can close this page and go back to your command line.',
  },
  goOn: { page: 'One moment', link: 'Go on' },
  faultPage: {
    page: 'The sign-in did not work',
    code: 'If you ask for help, give this code: {{code}}',
    again: 'Sign in again',
  },
  fault: {
    SIGN_IN_FAILED: { message: 'The sign-in failed.', remedy: 'Try again in a minute.' },
    PROVIDER_FAULT: {
      message: 'The identity provider cannot go on with this sign-in.',
      remedy: 'Sign in again from the start.',
    },
    PROVIDER_UNREACHABLE: {
      message: 'At the moment the identity provider does not answer.',
      remedy: 'Try again in a minute. If it stays so, tell the keeper of the identity provider.',
    },
    ISSUER_INVALID: {
      message: 'The identity provider is not set up rightly for this peer.',
      remedy: 'Tell the operator of this peer.',
    },
    NOT_SIGNED_IN: { message: 'Nobody is signed in.', remedy: 'Sign in.' },
    SESSION_EXPIRED: { message: 'Your session has ended.', remedy: 'Sign in again.' },
    TOKEN_INVALID: { message: 'The access token does not stand.', remedy: 'Sign in again.' },
    TOKEN_REVOKED: { message: 'The access token was revoked.', remedy: 'Sign in again.' },
    FOREIGN_REQUEST: {
      message: 'The request is refused, because it does not come from a page of this peer.',
      remedy: 'Begin on the pages of this peer.',
    },
    SIGN_IN_NOT_BEGUN: {
      message: 'This sign-in was not begun in this browser, or it has expired.',
      remedy: 'Sign in again.',
    },
    SIGN_IN_REFUSED_BY_PROVIDER: {
      message: 'The identity provider refused the sign-in.',
      remedy: 'If you should have access, ask the keeper of the identity provider.',
    },
    SIGN_IN_ANSWER_INVALID: {
      message: 'The answer of the identity provider does not stand.',
      remedy: 'Sign in again.',
    },
    OFFICER_UNKNOWN: {
      message: 'This peer does not know the officer.',
      remedy: 'Sign in again; if it stays so, tell the keeper of the identity provider.',
    },
    ROLE_UNKNOWN: {
      message: 'The identity provider gives you no role in Isthmus.',
      remedy: 'Ask the keeper of the identity provider to give you one.',
    },
    ORGANISATION_NOT_HOSTED: {
      message: 'This peer does not act for your organisation.',
      remedy: 'Sign in at the peer of your own organisation.',
    },
    NOT_FROM_THIS_MACHINE: {
      message: 'Demo tokens are only for the machine that runs the demonstration.',
      remedy: 'Sign in with the command isthmus sign-in.',
    },
    TOO_MANY_REQUESTS: {
      message: 'Too many requests have come to the sign-in.',
      remedy: 'Wait a minute.',
    },
  } as const satisfies Record<ToldCode, { message: string; remedy: string }>,
} as const

type SameKeys<Part> = {
  readonly [Key in keyof Part]: Part[Key] extends string ? string : SameKeys<Part[Key]>
}

/** What each language has to say: the same keys, other words. */
export type Translation = SameKeys<typeof en>
