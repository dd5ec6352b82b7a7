/** A service that is not SMTP, known by what it says first. */
export type Service =
  | 'http'
  | 'ssh'
  | 'imap'
  | 'pop3'
  | 'ftp'
  | 'nntp'
  | 'sieve'
  | 'mysql'
  | 'redis'
  | 'vnc'
  | 'telnet'
  | 'rdp'
  | 'tls'
  | 'xmpp'
  | 'irc'
  | 'rsync'
  | 'amqp'
  | 'mpd'
  | 'dict';

/** More than any of these services needs to show itself. */
const OPENING_CHARACTERS = 512;

const OPENINGS: readonly (readonly [Service, RegExp])[] = [
  // A TLS record: its type (alert, handshake, …), then the version 3.x (RFC 8446 §5.1).
  ['tls', /^[\x14-\x17]\x03[\x00-\x04]/],
  // RFC 4253 §4.2 lets other lines come before the version.
  ['ssh', /(?:^|\n)SSH-\d/],
  ['http', /^HTTP\/\d/],
  ['http', /^<(?:!doctype html|html)\b/i],
  ['imap', /^\* (?:OK|PREAUTH|BYE)\b/i],
  // Redis in protected mode speaks first, and to a stranger's command it answers with a `-ERR` of its own.
  ['redis', /^-(?:DENIED|NOAUTH|ERR (?:unknown command [`']|Protocol error|max number of clients))/],
  ['pop3', /^(?:\+OK|-ERR)\b/],
  // RFC 5804 §1.3: the capabilities come first, and this one must be among them, in practice on top.
  ['sieve', /^"IMPLEMENTATION"/i],
  ['nntp', /^20[01][ -]/],
  // Three bytes of length, a sequence number, then protocol 10 and the version, or an error packet.
  ['mysql', /^[\s\S]\0\0\0\n\d+\.\d/],
  ['mysql', /^[\s\S]\0\0[\0\x01]\xff[\s\S]{0,200}(?:MySQL|MariaDB)/],
  // RFC 6143 §7.1.1.
  ['vnc', /^RFB \d{3}\.\d{3}/],
  // IAC and WILL, WONT, DO or DONT (RFC 854), read as Latin-1.
  ['telnet', /^\xff[\xfb-\xfe]/],
  // A TPKT header (RFC 1006 §6) with an X.224 connection confirm.
  ['rdp', /^\x03\0\0[\s\S]{2}\xd0/],
  ['xmpp', /^(?:<\?xml [^>]{0,100}>\s{0,10})?<stream:/],
  ['irc', /^(?::\S{1,255} )?NOTICE \S{1,255} :/],
  ['irc', /^ERROR :/],
  ['rsync', /^@RSYNCD: /],
  ['amqp', /^AMQP[\0-\x09]/],
  ['mpd', /^OK MPD \d/],
  ['dict', /^220 \S{1,255} dictd /],
];

/**
 * Names what speaks here when it is not SMTP, from the first bytes it sent, read as Latin-1 or UTF-8.
 *
 * Undefined for SMTP and for the unknown. A service that waits for its client to speak is never seen,
 * since an SMTP client does not speak first.
 */
export function recogniseService(firstBytes: string): Service | undefined {
  const opening = firstBytes.slice(0, OPENING_CHARACTERS);
  const known = OPENINGS.find(([, pattern]) => pattern.test(opening));
  if (known) return known[0];
  return isFtp(opening) ? 'ftp' : undefined;
}

/** FTP shares its reply codes with SMTP (RFC 959 §4.2), so its words decide; `ftp.example.org` is a host. */
function isFtp(opening: string): boolean {
  if (!/^(?:120|220|421|5\d\d)[ -]/.test(opening) || /[SL]MTP/i.test(opening)) return false;
  return /FTPd?\b(?![.-]|:\/\/)|\bFileZilla\b/i.test(opening);
}
