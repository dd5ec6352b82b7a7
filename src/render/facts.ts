import type { Evidence } from '../evidence.ts';
import type { ReportLabel } from '../messages/words.ts';
import type { Reply } from '../smtp/reply.ts';
import { attemptLines, tokenLines } from './auth.ts';
import { certificateLines, daneLines, mtaStsLines, securityLines } from './certificate.ts';
import { messageLines, queueLines, recipientLines, senderLines } from './delivery.ts';
import { claimLines } from './exercise.ts';
import { loginLines, setDifferences } from './extensions.ts';
import type { Page, Row } from './page.ts';
import { quoteReply } from './quotation.ts';

const REPLY_LINES = 3;
const LINE_CHARACTERS = 300;
const MOST_ODDITIES = 12;

/** The facts block: what was seen, in the order of the dialogue; rows without evidence do not exist. */
export function factRows(evidence: Evidence, page: Page): Row[] {
  const rows: readonly (readonly [ReportLabel, readonly string[]])[] = [
    ['address', addressLines(evidence, page)],
    ['greeting', evidence.greeting ? replyLines(evidence.greeting.reply, page) : []],
    ['software', softwareLines(evidence, page)],
    ['startTls', startTlsLines(evidence, page)],
    ['security', securityLines(evidence, page)],
    ['certificate', certificateLines(evidence, page)],
    ['dane', daneLines(evidence, page)],
    ['mtaSts', mtaStsLines(evidence, page)],
    ['xclient', claimLines('XCLIENT', evidence, page)],
    ['login', loginLines(evidence, page)],
    ['loginTried', attemptLines(evidence, page)],
    ['token', tokenLines(evidence, page)],
    ['xforward', claimLines('XFORWARD', evidence, page)],
    ['sender', senderLines(evidence, page)],
    ['recipients', recipientLines(evidence, page)],
    ['message', messageLines(evidence, page)],
    ['queueId', queueLines(evidence, page)],
    ['afterTls', setDifferences(evidence.hello, page)],
    ['oddities', oddityLines(evidence, page)],
  ];
  return rows
    .filter(([, lines]) => lines.length > 0)
    .map(([label, lines]) => ({ label: page.label(label), lines }));
}

function addressLines({ connect }: Evidence, page: Page): string[] {
  if (connect?.address === undefined) return [];
  const { words } = page;
  const parts = [
    page.safe(connect.address),
    words.connectedIn(connect.elapsedMs),
    ...(connect.attempts.length > 1 ? [words.attempts(connect.attempts.length)] : []),
    ...(connect.proxy === undefined ? [] : [words.throughProxy(connect.proxy)]),
  ];
  return [page.sentence(parts.join(', '))];
}

/** A reply as it stood on the wire, cut after a few lines. */
function replyLines(reply: Reply, page: Page): string[] {
  const lines = quoteReply(reply).map((line) => page.safe(line, LINE_CHARACTERS));
  if (lines.length <= REPLY_LINES) return lines;
  const rest = page.words.moreLines(lines.length - REPLY_LINES);
  return [...lines.slice(0, REPLY_LINES), page.sentence(`${page.marks.ellipsis} ${rest}`)];
}

function softwareLines({ software = [] }: Evidence, page: Page): string[] {
  return software.map(({ name, version, kind, seenIn }) => {
    const { fingerprintKinds, seenIn: how } = page.words;
    const product = version === undefined ? name : `${name} ${version}`;
    return page.sentence(`${product} (${fingerprintKinds[kind]}, ${how[seenIn]})`);
  });
}

function startTlsLines({ starttls, tls }: Evidence, page: Page): string[] {
  if (!starttls || tls?.mode === 'tls') return [];
  const { words } = page;
  if (!starttls.offered) return [page.sentence(words.startTlsAbsent)];
  const { reply } = starttls;
  if (!reply) return [page.sentence(words.startTlsUnanswered)];
  return [page.sentence(reply.code === 220 ? words.startTlsOffered : words.startTlsRefused(reply.code))];
}

function oddityLines({ oddities = [] }: Evidence, page: Page): string[] {
  const lines = oddities.map(
    ({ kind, stage }) => `${page.words.stages[stage]}: ${page.words.oddities[kind]}`,
  );
  const shown = lines.slice(0, MOST_ODDITIES);
  const hidden = lines.length - shown.length;
  const rest = hidden > 0 ? [`${page.marks.ellipsis} ${page.words.more(hidden)}`] : [];
  return [...shown, ...rest].map(page.sentence);
}
