import {
  PROGRAMS,
  type Program,
  type ProgramFields,
  type SettingsWords,
} from '../messages/settings-words.ts';

/** What each program is to be told, line by line. */
export type ReadyLines = Readonly<Record<Program, readonly string[]>>;

/** Writes the lines of all programs; secrets are read from elsewhere, TLS is required, and a password is never asked of who wants OAuth. */
export function readyLines(fields: ProgramFields, words: SettingsWords): ReadyLines {
  const makers: Readonly<Record<Program, () => readonly string[]>> = {
    Outlook: () => [words.outlook(fields)],
    Thunderbird: () => [words.thunderbird(fields)],
    Postfix: () => (fields.isOAuth ? [words.needsOAuth] : postfix(fields)),
    nodemailer: () => nodemailer(fields),
    PHPMailer: () => phpMailer('$mail', fields),
    msmtp: () => msmtp(fields),
    WordPress: () => (fields.isOAuth ? [words.needsOAuth] : wordPress(fields)),
  };
  // Object.fromEntries forgets the keys, which are those of the list.
  return Object.fromEntries(PROGRAMS.map((program) => [program, makers[program]()])) as ReadyLines;
}

/** Postfix 3.0 and later; `secure` checks the certificate for the name in the brackets. */
function postfix({ host, port, security, user }: ProgramFields): string[] {
  return [
    `relayhost = [${host}]:${port}`,
    ...(security === 'tls' ? ['smtp_tls_wrappermode = yes'] : []),
    'smtp_tls_security_level = secure',
    'smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt',
    'smtp_sasl_auth_enable = yes',
    'smtp_sasl_security_options = noanonymous',
    'smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd',
    `# sasl_passwd: [${host}]:${port} ${user}:PASSWORD`,
  ];
}

function nodemailer({ host, port, security, user, isOAuth }: ProgramFields): string[] {
  const protection = security === 'tls' ? 'secure: true' : 'secure: false, requireTLS: true';
  const auth = isOAuth
    ? `{ type: 'OAuth2', user: ${quoted(user)}, accessToken: process.env.SMTP_TOKEN }`
    : `{ user: ${quoted(user)}, pass: process.env.SMTP_PASSWORD }`;
  return [
    'nodemailer.createTransport({',
    `  host: ${quoted(host)}, port: ${port}, ${protection},`,
    `  auth: ${auth},`,
    '});',
  ];
}

function phpMailer(mail: string, { host, port, security, user, isOAuth }: ProgramFields): string[] {
  return [
    `${mail}->isSMTP();`,
    `${mail}->Host = ${quoted(host)};`,
    `${mail}->Port = ${port};`,
    `${mail}->SMTPSecure = '${security === 'tls' ? 'ssl' : 'tls'}';`,
    `${mail}->SMTPAuth = true;`,
    ...(isOAuth
      ? [`${mail}->AuthType = 'XOAUTH2';`, `${mail}->setOAuth($oauth);`]
      : [`${mail}->Username = ${quoted(user)};`, `${mail}->Password = getenv('SMTP_PASSWORD');`]),
  ];
}

/** Without a plugin: WordPress sends through PHPMailer, and lets it be set up. */
function wordPress(fields: ProgramFields): string[] {
  const lines = phpMailer('$mail', fields).map((line) => `  ${line}`);
  return ["add_action('phpmailer_init', function ($mail) {", ...lines, '});'];
}

function msmtp({ host, port, security, user, isOAuth }: ProgramFields): string[] {
  return [
    `host ${host}`,
    `port ${port}`,
    'tls on',
    `tls_starttls ${security === 'tls' ? 'off' : 'on'}`,
    `auth ${isOAuth ? 'xoauth2' : 'on'}`,
    `user ${user}`,
    `passwordeval "cat ~/.smtp-${isOAuth ? 'token' : 'password'}"`,
  ];
}

/** In single quotes, for JavaScript and PHP alike. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
