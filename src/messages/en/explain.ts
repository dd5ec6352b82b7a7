import type { Stage } from '../../errors.ts';
import type { Facts, Interpretation, Reason } from '../../replies/interpretation.ts';
import { type ExplainWords, type RetryKind, retryKindOf } from '../explain-words.ts';
import { formatsOf } from '../format.ts';
import { formatSeconds, groupDigits } from '../quantity.ts';

const { decimal, quote } = formatsOf('en');

const ANSWERED: Readonly<Record<Stage, string>> = {
  resolve: 'while resolving the name',
  connect: 'while connecting',
  greeting: 'as a greeting',
  hello: 'in answer to EHLO',
  starttls: 'in answer to STARTTLS',
  tls: 'in the TLS handshake',
  auth: 'in answer to AUTH',
  mail: 'in answer to MAIL FROM',
  rcpt: 'in answer to RCPT TO',
  data: 'in answer to DATA or the message',
  quit: 'in answer to QUIT',
  domain: 'in the records of the domain',
};

const FACTS: Readonly<Record<keyof Facts, string>> = {
  address: 'the address',
  ip: 'the IP address',
  url: 'the link',
  blocklist: 'the blocklist',
  limitBytes: 'the limit of size',
  waitSeconds: 'the seconds to wait',
  limit: 'the limit',
  queueId: 'the queue id',
};

const RETRIES: Readonly<Record<RetryKind, (wait: string | undefined) => string>> = {
  none: () => 'There is nothing to repeat: it is no refusal.',
  login: (wait) =>
    wait === undefined
      ? 'Not until the login is put right: each failed attempt brings a lock of the account nearer.'
      : `Not before ${wait} have passed, and then once, with the right password.`,
  theirs: () => 'That is up to whoever was refused; your server needs nothing.',
  'login-later': (wait) => `Yes, once, after ${wait ?? '15 minutes or more'}, with the right password.`,
  settings: () => 'Not before you have changed the settings.',
  once: () => 'Once more, in some minutes. If it fails again, change something first.',
  expired: () => 'No server tries any more. Send it again once the earlier reason is fixed.',
  greylisted: (wait) =>
    `Yes, after ${wait ?? 'some minutes'}. A mail server does so by itself; a program of your own must be made to.`,
  later: (wait) =>
    `Yes, after ${wait ?? 'half an hour'}. Mail servers retry by themselves for 4 to 5 days; with a mail program or a script it is up to you.`,
  fixed: () => 'Not as it is: the answer stays the same until the cause is fixed. Then send it again.',
  blind: () =>
    'The text does not tell. Fix the cause first; if you find none, try once more after half an hour.',
};

function retry(seen: Interpretation): string {
  const { waitSeconds } = seen.facts;
  return RETRIES[retryKindOf(seen)](waitSeconds === undefined ? undefined : formatSeconds(waitSeconds, 'en'));
}

function because(reason: Reason): string {
  switch (reason.by) {
    case 'wording':
      return `a known wording, ${quote(reason.words)} (${reason.source})`;
    case 'enhanced':
      return `the enhanced code ${reason.code}${reason.provider === undefined ? '' : `, as ${reason.provider} uses it`}`;
    case 'code':
      return `the code ${reason.code}${reason.stage === undefined ? '' : ` ${ANSWERED[reason.stage]}`}`;
    case 'fact':
      return `${FACTS[reason.fact]} ${quote(reason.value)} in the text`;
    case 'class':
      return `only the class: ${reason.class === 4 ? '4xx, temporary' : '5xx, permanent'}`;
  }
}

/** What the administrator of a server does about a stranger that it refused. */
function ownLog(seen: Interpretation): readonly string[] {
  const { cause, statement } = seen;
  const from = statement.client === undefined ? '' : ` from ${statement.client}`;
  return cause === 'auth-failed' || cause === 'relay-denied'
    ? [
        `Your server refused a stranger${from}: usually there is nothing to do.`,
        'If it repeats, block that address (fail2ban).',
        'If it is a real user, help them: the right user name and password, and a login on port 587 or 465.',
      ]
    : [
        `Your own server refused this${from}: usually there is nothing to do.`,
        'If the sender is genuine, send them this line: the fault is on their side.',
        'If your server was too strict, make an exception in the rule that refused.',
      ];
}

/** The words of an explanation in English. */
export const explainWords: ExplainWords = {
  labels: {
    happened: 'What happened',
    why: 'Why',
    actor: 'Who must act',
    fix: 'What to do',
    avoid: 'Careful',
    retry: 'Try again?',
    sources: 'Sources',
    because: 'Decided by',
    alternatives: 'Also possible',
    confidence: 'How sure',
    stage: 'Stage',
    text: 'Text',
    action: 'Report',
  },
  certainties: { certain: 'certain', likely: 'likely', guess: 'a guess' },
  causes: {
    'auth-failed': 'login refused',
    'auth-method': 'way of login not accepted',
    'auth-required': 'login missing',
    tls: 'encryption',
    'relay-denied': 'relaying denied',
    'recipient-unknown': 'recipient unknown',
    'recipient-disabled': 'recipient disabled',
    'mailbox-full': 'mailbox full',
    'recipient-domain': 'recipient’s domain',
    'message-too-big': 'message too big',
    'message-format': 'message malformed',
    'content-spam': 'taken for spam',
    'content-blocked': 'content forbidden',
    'sender-rejected': 'sender refused',
    'sender-domain': 'sender’s domain',
    'sender-auth': 'SPF, DKIM or DMARC',
    reputation: 'blocklist or reputation',
    'rdns-helo': 'reverse DNS or EHLO name',
    policy: 'local policy',
    'rate-limited': 'too much at a time',
    greylisted: 'greylisted',
    'server-error': 'server in trouble',
    protocol: 'protocol error',
    loop: 'mail loop',
    network: 'not reachable',
    expired: 'given up after days',
  },
  ownLog: { who: 'nobody, as a rule; you run the server that refused', fix: ownLog },
  reported: (action, status) =>
    action === undefined ? (status ?? '') : status === undefined ? action : `${action} (${status})`,
  moreSteps: (count) => `${count === 1 ? 'One more step' : `${count} more steps`}: --verbose`,
  retry,
  uncaused: {
    accepted: {
      title: 'Accepted',
      meaning:
        'A code 2xx is no refusal: the command was carried out. After the end of the message it means that the server has taken it over, not that it has been delivered yet.',
    },
    continue: {
      title: 'Go on: the server waits for more',
      meaning:
        'A code 3xx is no refusal. After DATA (354) the message is due, during a login (334) its next part.',
    },
    temporary: {
      title: 'Unknown wording of a temporary refusal',
      meaning:
        'This wording is not known. Its class still tells: a code 4xx is temporary, and the same may be accepted later.',
    },
    permanent: {
      title: 'Unknown wording of a permanent refusal',
      meaning:
        'This wording is not known. Its class still tells: a code 5xx is permanent, and the same will be refused again.',
    },
    none: {
      title: 'Unknown',
      meaning:
        'This wording is not known, and there is no reply code in it that would tell more. The whole reply or log line, with its code, says more than a part of it.',
    },
  },
  because,
  summary: {
    count: 'Count',
    share: 'Share',
    cause: 'Cause',
    example: 'Best example',
    total: 'Total',
    accepted: 'no refusal',
    unknown: 'unknown',
  },
  list: {
    codes: 'Reply codes',
    enhanced: 'Enhanced status codes',
    causes: 'Causes',
    code: 'Code',
    meaning: 'Meaning',
    cause: 'Cause',
    detail: 'Detail',
    actor: 'Who must act',
  },
  counted: (replies, causes) =>
    `${groupDigits(replies, 'en')} ${replies === 1 ? 'reply' : 'replies'}, ${causes} ${causes === 1 ? 'cause' : 'causes'}`,
  count: (amount) => groupDigits(amount, 'en'),
  share: (part) => `${decimal(part * 100)}%`,
};
