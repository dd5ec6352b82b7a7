import type { AddressTls, Evidence, MailRoute } from '../../evidence.ts';
import { chainShape } from '../../tls/chain-shape.ts';
import { trustSeverity } from '../certificate.ts';
import { has } from '../certificate-trust.ts';
import { defineRule, type Severity } from '../rule.ts';
import { tlsCaaRules } from './caa.ts';
import { profileFaults, profileOf } from './profile.ts';
import { tlsStapleRules } from './staple.ts';

const MOST_NAMED = 8;

/** One door of several, and what its certificate is. */
export interface DoorCertificate extends AddressTls {
  readonly host?: string;
}

/** What the doors of a host or a domain disagree in: whether they can be believed, or only in which certificate. */
export type Disagreement = {
  readonly kind: 'soundness' | 'certificate';
  readonly doors: readonly DoorCertificate[];
};

function isSound({ certificate, problems = [] }: DoorCertificate): boolean {
  return certificate !== undefined && problems.length === 0;
}

/** The doors that are worse than others, or else all of them where they show different certificates. */
function disagreement(doors: readonly DoorCertificate[]): Disagreement | undefined {
  const faulty = doors.filter((door) => !isSound(door));
  if (faulty.length > 0 && faulty.length < doors.length)
    return { kind: 'soundness', doors: faulty.slice(0, MOST_NAMED) };
  const shown = new Set(doors.map(({ certificate }) => certificate?.sha256));
  return faulty.length === 0 && shown.size > 1
    ? { kind: 'certificate', doors: doors.slice(0, MOST_NAMED) }
    : undefined;
}

function disagreementSeverity(
  { kind }: { readonly kind: Disagreement['kind'] },
  evidence: Evidence,
): Severity {
  return kind === 'certificate' ? 'info' : trustSeverity({}, evidence);
}

/** A route that ended before EHLO tells nothing of TLS. */
function doorsOf(routes: readonly MailRoute[]): readonly DoorCertificate[] {
  return routes.flatMap(({ host, address, offersStartTls, tls }) => {
    if (address === undefined || offersStartTls === undefined) return [];
    return [
      {
        host,
        address,
        ...(tls?.certificate ? { certificate: tls.certificate, problems: tls.problems } : {}),
      },
    ];
  });
}

/** Of all MX hosts whether they are sound; of each host whether its addresses have one certificate. */
function routeDisagreement(routes: readonly MailRoute[]): Disagreement | undefined {
  const doors = doorsOf(routes);
  const all = disagreement(doors);
  if (all?.kind === 'soundness') return all;
  const hosts = [...new Set(doors.map(({ host }) => host))];
  return hosts.map((host) => disagreement(doors.filter((door) => door.host === host))).find(Boolean);
}

/** Questions to what was looked at in depth: chain, other certificates, other addresses, profile. */
export const tlsDepthRules = [
  defineRule({
    id: 'tls.chain-untidy',
    severity: 'info',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tls'],
    find({ tls }) {
      const { isDisordered, root, superfluous } = chainShape(tls.certificates);
      if (!tls.trust.trusted || !(isDisordered || root || superfluous.length > 0)) return undefined;
      const names = superfluous.slice(0, MOST_NAMED).map(({ subject }) => subject);
      return { isDisordered, root: root?.subject, superfluous: names };
    },
  }),
  defineRule({
    id: 'tls.other-certificate-invalid',
    severity: trustSeverity,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsScan', 'tls'],
    find({ tlsScan, tls }) {
      const faulty = tlsScan.certificates.find(({ trust }) =>
        trust?.problems.some((problem) => !has(tls, problem)),
      );
      if (!faulty?.trust) return undefined;
      const { subject, keyType, keyBits, validTo } = faulty.certificate;
      return { subject, keyType, keyBits, validTo, problems: faulty.trust.problems };
    },
  }),
  defineRule({
    id: 'tls.addresses-differ',
    severity: disagreementSeverity,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsAddresses'],
    find: ({ tlsAddresses }) => disagreement(tlsAddresses),
  }),
  defineRule({
    id: 'tls.hosts-differ',
    severity: disagreementSeverity,
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsPolicy'],
    find: ({ tlsPolicy }) => routeDisagreement(tlsPolicy.routes),
  }),
  defineRule({
    id: 'tls.fallback-unnoticed',
    severity: (_data: object, { goal }) => (profileOf(goal) === 'modern' ? 'warning' : 'info'),
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsScan'],
    find: ({ tlsScan }) => (tlsScan.features.fallbackScsv === false ? {} : undefined),
  }),
  defineRule({
    id: 'tls.heartbeat-offered',
    severity: 'info',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsScan'],
    find: ({ tlsScan }) => (tlsScan.features.heartbeat ? {} : undefined),
  }),
  defineRule({
    id: 'tls.profile-unmet',
    severity: (_data: object, { goal }) =>
      goal.profile === undefined && profileOf(goal) !== 'opportunistic' ? 'info' : 'warning',
    stage: 'tls',
    actor: 'server-admin',
    needs: ['tlsScan'],
    find(evidence) {
      const profile = profileOf(evidence.goal);
      const faults = profileFaults(profile, evidence).map((fault) => {
        return 'names' in fault
          ? { ...fault, names: fault.names.slice(0, MOST_NAMED), count: fault.names.length }
          : fault;
      });
      return faults.length === 0 ? undefined : { profile, faults };
    },
  }),
  ...tlsStapleRules,
  ...tlsCaaRules,
] as const;

export type TlsDepthFindingId = (typeof tlsDepthRules)[number]['id'];
