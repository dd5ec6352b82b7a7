import type { Evidence, HelloEvidence } from '../../evidence.ts';
import type { Macro } from '../../messages/session-words.ts';
import { MACROS } from '../../messages/session-words.ts';
import type { Hello } from '../../smtp/extension.ts';
import { certificateLines, securityLines } from '../certificate.ts';
import { extensionRows, setDifferences } from '../extensions.ts';
import { joinBlocks, type Page, type Row, setRows, setSection } from '../page.ts';

/** How a session stands. */
export interface SessionState {
  readonly subject: string;
  readonly evidence: Evidence;
  readonly hello?: Hello | undefined;
  readonly user?: string | undefined;
  readonly sender?: string | undefined;
  readonly recipients: readonly string[];
}

/** What follows a macro's name. */
const ARGUMENTS: Readonly<Partial<Record<Macro, string>>> = {
  auth: '[MECHANISM]',
  mail: '[FROM TO…]',
  send: '[FILE]',
  bdat: '[FILE]',
  b64: '[TEXT]',
  explain: '[TEXT]',
  save: 'FILE',
  replay: 'FILE',
};

/** The macros and keys, a line each. */
export function setHelp(page: Page): string[] {
  const { macros, keys } = page.words.session;
  const rows = MACROS.map(
    (macro) => [`/${macro} ${ARGUMENTS[macro] ?? ''}`.trimEnd(), macros[macro]] as const,
  );
  return setRows(
    [...rows, ...keys].map(([label, words]) => ({
      label: page.sentence(label),
      lines: [page.sentence(words)],
    })),
    page,
  );
}

/** The extensions of the last EHLO in words, and what has changed since the one before. */
export function setCapabilities(
  { hello, helloBefore }: { readonly hello: Hello; readonly helloBefore: Hello | undefined },
  page: Page,
): string[] {
  const pair: HelloEvidence = { ...(helloBefore ? { plain: helloBefore } : {}), secure: hello };
  const changes = setDifferences(pair, page).map((line) => `  ${line}`);
  const { before, nothingOffered } = page.words.session;
  const rows = extensionRows(pair, page);
  return joinBlocks([
    rows.length > 0 ? setRows(rows, page) : [page.sentence(nothingOffered)],
    setSection(page.sentence(before), changes, page),
  ]);
}

/** The certificate and the protection it is part of; nothing in clear text. */
export function setCertificate(evidence: Evidence, page: Page): string[] {
  const rows: readonly Row[] = [
    { label: page.label('security'), lines: securityLines(evidence, page) },
    { label: page.label('certificate'), lines: certificateLines(evidence, page) },
  ];
  return evidence.tls ? setRows(rows, page) : [];
}

/** How the session stands, a line each. */
export function setState(state: SessionState, page: Page): string[] {
  const { session, clearText } = page.words;
  const { labels, none } = session;
  const { subject, evidence, hello, user, sender, recipients } = state;
  const said = (text: string | undefined): string => (text ? page.safe(text) : page.sentence(none));
  const security = evidence.tls ? securityLines(evidence, page) : [page.sentence(clearText)];
  const from = sender === '' ? page.sentence(session.nullSender) : said(sender);
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [labels.server, [page.safe(subject)]],
    [page.words.labels.security, security],
    [labels.hello, [said(hello?.name)]],
    [labels.login, [said(user)]],
    [labels.sender, [from]],
    [
      labels.recipients,
      recipients.length === 0 ? [page.sentence(none)] : recipients.map((one) => page.safe(one)),
    ],
  ];
  return setRows(
    rows.map(([label, lines]) => ({ label: page.sentence(label), lines })),
    page,
  );
}
