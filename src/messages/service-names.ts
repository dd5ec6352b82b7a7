import type { Service } from '../smtp/service.ts';

/** What the services are called, the same in every language. */
export const SERVICE_NAMES: Readonly<Record<Service, string>> = {
  http: 'HTTP',
  ssh: 'SSH',
  imap: 'IMAP',
  pop3: 'POP3',
  ftp: 'FTP',
  nntp: 'NNTP',
  sieve: 'ManageSieve',
  mysql: 'MySQL',
  redis: 'Redis',
  vnc: 'VNC',
  telnet: 'Telnet',
  rdp: 'RDP',
  tls: 'TLS',
  xmpp: 'XMPP',
  irc: 'IRC',
  rsync: 'rsync',
  amqp: 'AMQP',
  mpd: 'MPD',
  dict: 'DICT',
};
