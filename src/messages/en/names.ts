import type { Catalog } from '../catalog.ts';

/** What is being done at each stage, in English. */
export const stages: Catalog['stages'] = {
  resolve: 'looking up the name',
  connect: 'connecting',
  greeting: 'waiting for the greeting',
  hello: 'saying EHLO',
  starttls: 'asking for STARTTLS',
  tls: 'TLS handshake',
  auth: 'logging in',
  mail: 'naming the sender',
  rcpt: 'naming the recipient',
  data: 'sending the message',
  quit: 'saying goodbye',
  domain: 'reading the domain’s records',
};

/** Who must act, in English. */
export const actors: Catalog['actors'] = {
  you: 'you',
  'your-network': 'whoever runs your network',
  'your-provider': 'your mail provider',
  'server-admin': 'whoever runs the server',
  recipient: 'the recipient',
  'domain-owner': 'whoever owns the domain',
};
