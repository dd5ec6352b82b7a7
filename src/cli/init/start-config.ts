import { isAbsolute, relative } from 'node:path';
import type { Evidence } from '../../evidence.ts';
import { runOf, verdictOf } from '../../report.ts';
import { extensionsOf, mechanismsOf } from '../../rules/baseline.ts';
import type { InitOptions } from '../init.ts';

/** A target and what its probe saw. */
export interface SeenTarget {
  readonly text: string;
  readonly runs: readonly Evidence[];
}

const SCHEMA = 'https://unpkg.com/smtp-doctor/smtp-doctor.schema.json';

/** Let's Encrypt and others renew 30 days before the end. */
const DAYS = 21;

/** Writes what was seen as a config with comments, ready to be checked in. */
export function startConfig(seen: readonly SeenTarget[], options: InitOptions): string {
  return [
    `# yaml-language-server: $schema=${SCHEMA}`,
    '# What these mail servers must be: smtp-doctor check holds them against it, and fails where they differ.',
    '',
    'defaults:',
    ...settingsOf(options),
    '  expect:',
    '    # The worst verdict that is well; with warnings in the list, warnings fail nothing.',
    '    verdict: [healthy, warnings]',
    `    # Days that a certificate must still be valid. It is renewed some 30 days before its end.`,
    `    certificate.days: ${DAYS}`,
    '    # greeting.maxMs: 5000',
    '    # total.maxMs: 10000',
    '    # open-relay: refused   # tried up to RCPT, without sending anything',
    '',
    'targets:',
    ...seen.flatMap((target) => targetLines(target, options)),
    '',
  ].join('\n');
}

/** What the probe needed to get there, check needs too. */
function settingsOf({ security, ehlo, timeout, tlsServername, ca = [] }: InitOptions): string[] {
  const files = ca.map((file) => scalar(isAbsolute(file) ? file : relative('.', file)));
  return [
    ...(security === undefined ? [] : [`  security: ${security}`]),
    ...(ehlo === undefined ? [] : [`  ehlo: ${scalar(ehlo)}`]),
    ...(timeout === undefined ? [] : [`  timeout: ${timeout}`]),
    ...(typeof tlsServername === 'string' ? [`  servername: ${scalar(tlsServername)}`] : []),
    ...(files.length === 0 ? [] : [`  ca: [${files.join(', ')}]`]),
  ];
}

function targetLines({ text, runs }: SeenTarget, { mx, port }: InitOptions): string[] {
  const named = port !== undefined && runs[0]?.goal.domain === undefined ? withPort(text, runs[0]) : text;
  const reached = runs.filter(({ failure }) => !failure);
  const expected = expectationLines(reached);
  return [
    `  # ${summaryOf(runs)}`,
    `  - target: ${scalar(named)}`,
    ...(mx ? ['    mx: true'] : []),
    ...(expected.length === 0 ? [] : ['    expect:', ...expected.map((line) => `      ${line}`)]),
  ];
}

function withPort(text: string, run: Evidence | undefined): string {
  return run?.goal.port === undefined || /:\d+$/.test(text) ? text : `${text}:${run.goal.port}`;
}

function summaryOf(runs: readonly Evidence[]): string {
  const verdict = verdictOf(runs.map((evidence) => runOf('', evidence)));
  const software = runs.flatMap((run) => run.software ?? []).map(({ name }) => name);
  const end = runs
    .map(({ tls }) => tls?.certificates[0]?.validTo.slice(0, 10))
    .find((day) => day !== undefined);
  const protocol = runs.map(({ tls }) => tls?.protocol).find((name) => name !== undefined);
  const facts = [
    ...new Set(software),
    ...(protocol === undefined ? [] : [protocol]),
    ...(end === undefined ? [] : [`certificate until ${end}`]),
  ];
  return `On ${runs[0]?.observedAt.slice(0, 10)}: ${[verdict, ...facts].join(', ')}.`;
}

/** Only what held for every server of the target. */
function expectationLines(runs: readonly Evidence[]): string[] {
  const [first, ...others] = runs;
  if (!first) return [];
  const common = (listOf: (evidence: Evidence) => readonly string[]): string[] =>
    listOf(first).filter((one) => isWord(one) && others.every((other) => listOf(other).includes(one)));
  const mechanisms = common(({ hello }) => (hello ? mechanismsOf(hello) : []));
  const extensions = common(({ hello }) => (hello ? extensionsOf(hello) : [])).filter(isLasting);
  const versions = runs.map(({ tls }) => tls?.protocol);
  const isModern = versions.every((version) => version === 'TLSv1.2' || version === 'TLSv1.3');
  return [
    ...(versions.every((version) => version !== undefined) ? ['starttls: required'] : []),
    ...(isModern ? ['tls.min: 1.2'] : []),
    ...(runs.every(({ dane }) => dane?.matched && dane.authenticated) ? ['dane: valid'] : []),
    ...(runs.every(({ mtaSts }) => mtaSts?.mode === 'enforce') ? ['mta-sts: enforce'] : []),
    ...(mechanisms.length === 0 ? [] : [`auth.mechanisms: [${mechanisms.map(scalar).join(', ')}]`]),
    ...(extensions.length === 0 ? [] : [`extensions: [${extensions.map(scalar).join(', ')}]`]),
  ];
}

/** What comes from the server is written only where it is a plain word. */
function isWord(text: string): boolean {
  return /^[A-Z0-9][A-Z0-9-]{0,40}$/.test(text);
}

/** STARTTLS and AUTH have expectations of their own. */
function isLasting(keyword: string): boolean {
  return keyword !== 'STARTTLS' && keyword !== 'AUTH';
}

/** As YAML reads it back: in quotes, unless it is plain. */
function scalar(text: string): string {
  if (/^(?:null|true|false|[\d.e+-]+|0x[\da-f]+)$/i.test(text)) return JSON.stringify(text);
  return /^[A-Za-z0-9/.][\w./@:-]*[\w/]$/.test(text) ? text : JSON.stringify(text);
}
