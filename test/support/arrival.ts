import type { ArrivalEvidence, Evidence } from '../../src/evidence.ts';
import type { arrivalRules } from '../../src/rules/arrival.ts';
import { entryHop } from './inspection.ts';

const looked = {
  server: 'imap.example.net:993',
  folders: ['INBOX', 'Junk'],
  waitedMs: 60_000,
  looks: 12,
} as const;

const found = {
  folder: 'INBOX',
  role: 'inbox',
  afterMs: 1_200,
  way: { hops: [entryHop], entry: 0 },
  receiver: {
    server: 'mx.example.net',
    results: [{ method: 'spf', result: 'fail', properties: { 'smtp.mailfrom': 'example.org' } }],
  },
} as const;

function seen(arrival: Partial<ArrivalEvidence>): Evidence {
  return {
    observedAt: '2026-11-22T12:00:00.000Z',
    goal: { host: 'mail.example.org', port: 587, role: 'submission', security: 'auto' },
    arrival: { ...looked, ...arrival },
  };
}

/** For every finding about a mailbox one that has it. */
export const sickArrival: Readonly<Record<(typeof arrivalRules)[number]['id'], Evidence>> = {
  'data.arrival-missing': seen({}),
  'data.arrived-as-spam': seen({ found: { ...found, folder: 'Junk', role: 'junk' } }),
  'data.arrived': seen({ found }),
  'data.arrival-unverified': seen({ failure: { kind: 'login', message: 'Authentication failed.' } }),
};
