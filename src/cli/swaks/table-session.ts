import type { SwaksOption } from './option.ts';

const ONE_CHECK =
  'always done: the report says why a certificate is not trusted, and no secret is sent to it';
const REAL_ENDS = 'the header names both ends of the connection as they are';
const ATTRIBUTE_NOTE = 'sent all together, in one command';

/** Whom to connect to. */
export const TRANSPORT: readonly SwaksOption[] = [
  {
    names: ['-s', '--server'],
    value: 'required',
    ours: 'HOST:PORT',
    by: 'target',
    note: 'without one: the MX of the domain, DOMAIN --mx',
  },
  { names: ['-p', '--port'], value: 'required', ours: 'HOST:PORT', by: 'target' },
  { names: ['--copy-routing'], value: 'required', ours: 'DOMAIN --mx', by: 'target' },
  { names: ['-4'], value: 'none', ours: '--ipv4' },
  { names: ['-6'], value: 'none', ours: '--ipv6' },
  { names: ['-li', '--local-interface'], value: 'required', ours: '--source ADDRESS', by: 'address' },
  { names: ['-lp', '--lport', '--local-port'], value: 'required', note: 'the system chooses the port' },
  { names: ['--socket'], value: 'required', ours: 'unix:PATH', by: 'target' },
  { names: ['--pipe'], value: 'required', ours: '--pipe PROGRAM', by: 'target' },
];

/** The envelope, and how far to go. */
export const PROTOCOL: readonly SwaksOption[] = [
  { names: ['-t', '--to'], value: 'required', ours: '--to ADDRESS', by: 'message' },
  { names: ['--cc'], value: 'required', ours: '--to ADDRESS --header "Cc: ADDRESS"', by: 'message' },
  { names: ['--bcc'], value: 'required', ours: '--to ADDRESS --header "To: …"', by: 'message' },
  { names: ['-f', '--from'], value: 'required', ours: '--from ADDRESS', by: 'message' },
  {
    names: ['-h', '--helo', '--ehlo', '--lhlo'],
    value: 'required',
    ours: '--ehlo NAME',
    by: 'clientName',
  },
  { names: ['-q', '--quit', '--quit-after'], value: 'required', ours: '--quit-after STAGE', by: 'quitStage' },
  {
    names: ['-da', '--drop', '--drop-after'],
    value: 'required',
    ours: '--drop-after STAGE',
    by: 'dropStage',
  },
  {
    names: ['-das', '--drop-after-send'],
    value: 'required',
    ours: '--drop-after STAGE',
    by: 'sendStage',
    note: 'only at DOT is the answer not waited for',
  },
  {
    names: ['--timeout'],
    value: 'required',
    ours: '--timeout SECONDS',
    by: 'seconds',
    note: 'all together may take 90 seconds; more with --deadline',
  },
  {
    names: ['--protocol'],
    value: 'required',
    ours: '--security MODE',
    by: 'target',
    note: 'LMTP is lmtp://HOST; EHLO is said always, and HELO only where a server refuses it',
  },
  { names: ['--pipeline'], value: 'none', ours: '--pipelining' },
  { names: ['--prdr'], value: 'none', ours: '--prdr' },
  { names: ['--force-getpwuid'], value: 'none', note: 'name the sender with --from' },
];

/** TLS. */
export const TLS: readonly SwaksOption[] = [
  { names: ['-tls'], value: 'none', ours: '--security starttls', by: 'target' },
  {
    names: ['-tlso', '--tls-optional'],
    value: 'none',
    ours: '',
    by: 'target',
    note: 'STARTTLS is used where it is offered; a handshake that fails ends the session',
  },
  {
    names: ['-tlsos', '--tls-optional-strict'],
    value: 'none',
    ours: '',
    by: 'target',
    note: 'STARTTLS is used where it is offered',
  },
  { names: ['-tlsc', '--tls-on-connect'], value: 'none', ours: '--security tls', by: 'target' },
  {
    names: ['-tlsp', '--tls-protocol'],
    value: 'required',
    ours: '--tls-min VERSION --tls-max VERSION',
    by: 'tls',
  },
  {
    names: ['--tls-cipher'],
    value: 'required',
    note: 'Node.js chooses the ciphers; the report says which one was agreed on',
  },
  { names: ['--tls-verify'], value: 'none', ours: '', note: ONE_CHECK },
  { names: ['--tls-verify-ca'], value: 'none', ours: '', note: ONE_CHECK },
  { names: ['--tls-verify-host'], value: 'none', ours: '', note: ONE_CHECK },
  { names: ['--tls-verify-target'], value: 'required', ours: '--tls-servername NAME', by: 'serverName' },
  { names: ['--tls-ca-path'], value: 'required', ours: '--ca FILE', note: 'a file; not a directory' },
  { names: ['--tls-cert'], value: 'required', ours: '--client-cert FILE' },
  { names: ['--tls-key'], value: 'required', ours: '--client-key FILE' },
  { names: ['--tls-chain'], value: 'required', note: 'append the chain to the file of --client-cert' },
  {
    names: ['--tls-get-peer-cert'],
    value: 'optional',
    ours: '--json',
    note: 'the certificates stand in the report, under evidence.tls',
  },
  {
    names: ['--tls-get-peer-chain'],
    value: 'optional',
    ours: '--json',
    note: 'the certificates stand in the report, under evidence.tls',
  },
  { names: ['--tls-sni'], value: 'required', ours: '--tls-servername NAME', by: 'serverName' },
];

/** The login. */
export const AUTH: readonly SwaksOption[] = [
  {
    names: ['-a', '--auth'],
    value: 'optional',
    ours: '--mechanism NAME',
    by: 'login',
    note: 'one is tried, the safest where none is named; never without TLS, but for --allow-cleartext',
  },
  {
    names: ['-ao', '--auth-optional'],
    value: 'optional',
    ours: '--mechanism NAME',
    by: 'login',
    note: 'a login that fails ends the session',
  },
  {
    names: ['-aos', '--auth-optional-strict'],
    value: 'optional',
    ours: '--mechanism NAME',
    by: 'login',
    note: 'where none is offered, leave out --user',
  },
  { names: ['-au', '--auth-user'], value: 'required', ours: '--user NAME', by: 'login' },
  {
    names: ['-ap', '--auth-password'],
    value: 'required',
    ours: '--password-env NAME',
    by: 'login',
    note: 'or --password-stdin, --password-file, --password-command; never in the command line',
  },
  { names: ['-ae', '--auth-extra'], value: 'required', note: 'realm and digest-uri are the usual ones' },
  { names: ['-am', '--auth-map'], value: 'required', note: 'mechanisms go by their registered names' },
  { names: ['-apt', '--auth-plaintext'], value: 'none', note: 'secrets are never shown, in no form' },
  { names: ['-ahp', '--auth-hide-password'], value: 'optional', ours: '', note: 'secrets are never shown' },
];

/** XCLIENT. */
export const XCLIENT: readonly SwaksOption[] = [
  ...['NAME', 'ADDR', 'PORT', 'PROTO', 'DESTADDR', 'DESTPORT', 'HELO', 'LOGIN', 'REVERSE_NAME'].map(
    (attribute): SwaksOption => ({
      names: [`--xclient-${attribute.toLowerCase().replace('_', '-')}`],
      value: 'required',
      ours: `--xclient ${attribute}=VALUE`,
      by: 'xclient',
    }),
  ),
  {
    names: ['--xclient'],
    value: 'required',
    isList: true,
    ours: '--xclient NAME=VALUE',
    by: 'xclient',
    note: ATTRIBUTE_NOTE,
  },
  { names: ['--xclient-delim'], value: 'none', isList: true, note: ATTRIBUTE_NOTE },
  { names: ['--xclient-no-verify'], value: 'none', ours: '--force' },
  { names: ['--xclient-before-starttls'], value: 'none', note: 'XCLIENT is said after STARTTLS' },
  {
    names: ['--xclient-optional'],
    value: 'none',
    note: 'the session goes no further than what the server refuses',
  },
  {
    names: ['--xclient-optional-strict'],
    value: 'none',
    note: 'the session goes no further than what the server refuses',
  },
];

/** The PROXY protocol. */
export const PROXY: readonly SwaksOption[] = [
  { names: ['--proxy-version'], value: 'required', ours: '--proxy-protocol VERSION', by: 'proxyVersion' },
  { names: ['--proxy'], value: 'required', note: `${REAL_ENDS}; ask for it with --proxy-protocol` },
  ...['family', 'protocol', 'command', 'source', 'source-port', 'dest', 'dest-port'].map(
    (name): SwaksOption => ({ names: [`--proxy-${name}`], value: 'required', note: REAL_ENDS }),
  ),
];
