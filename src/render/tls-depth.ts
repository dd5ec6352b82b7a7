import type { AddressTls, Evidence, TlsEvidence } from '../evidence.ts';
import { allowedIssuers, isByWildcard } from '../rules/tls/caa.ts';
import { profileFaults, profileOf } from '../rules/tls/profile.ts';
import type { CertificateFacts } from '../tls/certificate.ts';
import { chainShape } from '../tls/chain-shape.ts';
import { type Page, type Row, setRows, setSection } from './page.ts';

const MOST_ADDRESSES = 8;

/** What was looked at in depth beside the versions and ciphers: verdict by profile, chain, OCSP, CAA, what comes before TLS. */
export function setTlsDepth(evidence: Evidence, page: Page): string[] {
  const { tls, tlsScan, tlsTrials } = evidence;
  if (!tlsScan && !tlsTrials) return [];
  const rows: readonly (readonly [keyof Words['labels'], readonly string[]])[] = [
    ['profile', profileLines(evidence, page)],
    ['chain', tls ? chainLines(tls, page) : []],
    ['staple', tls ? stapleLines(tls, page) : []],
    ['timestamps', timestampLines(evidence, page)],
    ['caa', caaLines(evidence, page)],
    ['beforeTls', trialLines(evidence, page)],
    [
      'addresses',
      (evidence.tlsAddresses ?? []).slice(0, MOST_ADDRESSES).map((one) => addressLine(one, page)),
    ],
  ];
  const filled: Row[] = rows
    .filter(([, lines]) => lines.length > 0)
    .map(([name, lines]) => ({ label: label(name, page), lines: lines.map((line) => page.sentence(line)) }));
  return setSection(label('depth', page), setRows(filled, page), page);
}

type Words = Page['context']['catalog']['tlsDepth'];

function words({ context }: Page): Words {
  return context.catalog.tlsDepth;
}

function label(name: keyof Words['labels'], page: Page): string {
  return page.sentence(words(page).labels[name]);
}

function dayOf(date: string): string {
  return date.slice(0, 'YYYY-MM-DD'.length);
}

function profileLines({ goal, tls, tlsScan }: Evidence, page: Page): string[] {
  if (!tlsScan) return [];
  const profile = profileOf(goal);
  const { isAsked, profiles, verdicts } = words(page);
  const isUnmet = profileFaults(profile, { tls, tlsScan }).length > 0;
  const verdict = verdicts[isUnmet ? 'unmet' : tlsScan.unknown.length > 0 ? 'open' : 'met'];
  return [`${profiles[profile]}, ${isAsked(goal.profile !== undefined)}: ${verdict}`];
}

function chainLines({ certificates }: TlsEvidence, page: Page): string[] {
  const { root, superfluous } = chainShape(certificates);
  const said = words(page);
  return certificates.map((certificate) => {
    const remarks = [
      ...(certificate === root ? [said.root] : []),
      ...(superfluous.includes(certificate) ? [said.superfluous] : []),
    ];
    return [certificateLine(certificate, page), ...remarks].join(', ');
  });
}

function certificateLine(
  { keyBits, keyType, signatureAlgorithm, subject, validTo }: CertificateFacts,
  page: Page,
): string {
  const key = page.words.key(keyType, keyBits);
  return `${subject}: ${[key, signatureAlgorithm, words(page).until(dayOf(validTo))].join(', ')}`;
}

function stapleLines({ certificates, staple }: TlsEvidence, page: Page): string[] {
  const { isUnverified, mustStaple, noStaple, staples, usableUntil } = words(page);
  const isDemanded = certificates[0]?.mustStaple === true;
  if (!staple) return [[noStaple, ...(isDemanded ? [mustStaple] : [])].join(', ')];
  const { isVerified, nextUpdate, state } = staple;
  const until = nextUpdate === undefined ? [] : [usableUntil(dayOf(nextUpdate))];
  return [[staples[state], ...until, ...(isVerified === false ? [isUnverified] : [])].join(', ')];
}

function timestampLines({ tls, tlsScan }: Evidence, page: Page): string[] {
  const { timestamps } = words(page);
  const embedded = tls?.certificates[0]?.scts ?? 0;
  const beside = Math.max(0, ...(tlsScan?.certificates ?? []).map(({ scts = 0 }) => scts));
  return [
    ...(embedded > 0 ? [timestamps(embedded, 'certificate')] : []),
    ...(beside > 0 ? [timestamps(beside, 'handshake')] : []),
  ];
}

function caaLines({ caa, tls }: Evidence, page: Page): string[] {
  if (!caa || !tls) return [];
  const { caaAllows, caaFailed, caaRestrictsNothing } = words(page);
  const { host, name = host, status } = caa;
  if (caa.name !== undefined && status !== 'answer') return [caaFailed(name, status)];
  const allowed = allowedIssuers(caa, isByWildcard(tls, host));
  return [allowed ? caaAllows(name, allowed) : caaRestrictsNothing];
}

function trialLines({ enforcement, tlsTrials }: Evidence, page: Page): string[] {
  const { injections, login, mail } = words(page);
  const tried = tlsTrials?.login?.reply;
  return [
    ...(enforcement ? [mail(enforcement.code, enforcement.code === 250)] : []),
    ...(tried ? [login(tried.code, tried.code === 334)] : []),
    ...(tlsTrials?.injection ? [injections[tlsTrials.injection]] : []),
  ];
}

function addressLine({ address, certificate, problems = [] }: AddressTls, page: Page): string {
  const { noTls, until } = words(page);
  if (!certificate) return `${address}: ${noTls}`;
  const faults = problems.map((problem) => page.words.trustProblems[problem]);
  return `${address}: ${[certificate.subject, until(dayOf(certificate.validTo)), ...faults].join(', ')}`;
}
