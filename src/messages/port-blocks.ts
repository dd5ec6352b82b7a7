/** On what condition a network closes the ports. */
export type BlockPolicy = 'always' | 'by-default' | 'by-contract';

/** What the network wants one to do. */
export type BlockRemedy = 'submission' | 'relay' | 'request' | 'upgrade-or-relay';

/** A network that is known to close ports to mail going out. */
export interface KnownBlock {
  readonly who: string;
  readonly ports: readonly number[];
  readonly policy: BlockPolicy;
  readonly remedy: BlockRemedy;
  /** Where it is said; a year where the source is old. */
  readonly source: string;
}

/** Clouds first, then access providers. Not complete: most home lines not named here are closed too. */
export const KNOWN_BLOCKS: readonly KnownBlock[] = [
  {
    who: 'Amazon EC2',
    ports: [25],
    policy: 'by-default',
    remedy: 'request',
    source: 'https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html',
  },
  {
    who: 'Google Cloud',
    ports: [25],
    policy: 'always',
    remedy: 'relay',
    source: 'Google Cloud mail tutorials, which all relay on 2525',
  },
  {
    who: 'Microsoft Azure',
    ports: [25],
    policy: 'by-contract',
    remedy: 'upgrade-or-relay',
    source: 'MicrosoftDocs/azure-docs, troubleshoot-outbound-smtp-connectivity.md (2021)',
  },
  {
    who: 'DigitalOcean',
    ports: [25],
    policy: 'by-default',
    remedy: 'relay',
    source: 'Hubs-Foundation discussion 2886; support reply (2019)',
  },
  {
    who: 'Hetzner Cloud',
    ports: [25],
    policy: 'by-default',
    remedy: 'request',
    source: 'stalwartlabs discussion 23',
  },
  {
    who: 'Linode, Vultr, Oracle Cloud',
    ports: [25],
    policy: 'by-default',
    remedy: 'request',
    source: 'postalserver/docs#46, emailwiz#172',
  },
  {
    who: 'Fastweb (Italy)',
    ports: [25],
    policy: 'always',
    remedy: 'submission',
    source: 'ilsoftware.it, tomshw.it (2022)',
  },
];
