import type { FactKind, Source } from './provider.ts';

/** When the pages that bear no date of their own were read. */
const READ = '2026-11';
const ISPDB_READ = '2026-03-12';
const PROVIDER_DB_READ = '2026-04-20';

const SERVERS: readonly FactKind[] = ['servers', 'user-name', 'credential'];

/** Thunderbird's database: the file of one provider, with the day of its last change where that is known. */
export function ispdb(file: string, date?: string): Source {
  return {
    kind: 'ispdb',
    name: `Thunderbird ISPDB, ${file}`,
    url: `https://github.com/thunderbird/autoconfig/blob/c6ad796/ispdb/${file}`,
    facts: SERVERS,
    ...(date === undefined ? { date: ISPDB_READ, isReading: true } : { date }),
  };
}

/** Delta Chat's database, which tells what a provider wants of its users before programs may log in. */
export function providerDb(file: string, date?: string): Source {
  return {
    kind: 'provider-db',
    name: `chatmail provider-db, ${file}`,
    url: `https://github.com/chatmail/provider-db/blob/ad097ee/_providers/${file}.md`,
    facts: ['credential', 'access'],
    ...(date === undefined ? { date: PROVIDER_DB_READ, isReading: true } : { date }),
  };
}

/** nodemailer's list: hosts and ports alone. */
export function nodemailer(): Source {
  return {
    kind: 'nodemailer',
    name: 'nodemailer 10.6.0, well-known services',
    url: 'https://github.com/nodemailer/nodemailer',
    facts: ['servers'],
    date: '2026-11-15',
  };
}

/** A page of the provider's own; the address without `https://`. */
export function page(address: string, facts: readonly FactKind[]): Source {
  return {
    kind: 'provider',
    name: hostOf(address),
    url: `https://${address}`,
    facts,
    date: READ,
    isReading: true,
  };
}

/** A page of somebody else. */
export function report(address: string, facts: readonly FactKind[], date?: string): Source {
  return {
    kind: 'third-party',
    name: hostOf(address),
    url: `https://${address}`,
    facts,
    ...(date === undefined ? { date: READ, isReading: true } : { date }),
  };
}

/** Programs in use that hold these settings. */
export function code(...facts: readonly FactKind[]): Source {
  return { kind: 'code', facts, date: READ, isReading: true };
}

/** A table of MX hosts that its author says to have checked on the network. */
export function mxTable(): Source {
  return { kind: 'mx-table', facts: ['mx'], date: '2026-10' };
}

function hostOf(address: string): string {
  return address.split('/')[0] ?? address;
}
