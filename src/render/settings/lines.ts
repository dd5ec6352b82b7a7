import {
  PROGRAMS,
  type Program,
  type ProgramFields,
  type SettingsWords,
} from '../../messages/settings-words.ts';

/** What each program is to be told, line by line. */
export type ReadyLines = Readonly<Record<Program, readonly string[]>>;

/** Writes the lines of all programs; secrets are read from elsewhere, TLS is required, and a password is never asked of who wants OAuth. */
export function readyLines(fields: ProgramFields, words: SettingsWords): ReadyLines {
  const isOAuth = fields.login === 'oauth';
  const remarks = (mark: string): readonly string[] =>
    fields.login === 'password-ending' || fields.login === 'unknown'
      ? [`${mark} ${words.lineRemarks[fields.login]}`]
      : [];
  const makers: Readonly<Record<Program, () => readonly string[]>> = {
    Outlook: () => [words.outlook(fields)],
    Thunderbird: () => [words.thunderbird(fields)],
    Postfix: () => (isOAuth ? [words.needsOAuth] : [...remarks('#'), ...postfix(fields, words)]),
    nodemailer: () => [...remarks('//'), ...nodemailer(fields)],
    PHPMailer: () => [...remarks('//'), ...phpMailer(fields, words)],
    msmtp: () => [...remarks('#'), ...msmtp(fields)],
    WordPress: () => (isOAuth ? [words.needsOAuth] : [...remarks('//'), ...wordPress(fields, words)]),
  };
  // Object.fromEntries forgets the keys, which are those of the list.
  return Object.fromEntries(PROGRAMS.map((program) => [program, makers[program]()])) as ReadyLines;
}

/** Postfix 3.0 and later; `secure` checks the certificate for the name in the brackets. */
function postfix({ host, port, security, user }: ProgramFields, { lineRemarks }: SettingsWords): string[] {
  return [
    `relayhost = [${host}]:${port}`,
    ...(security === 'tls' ? ['smtp_tls_wrappermode = yes'] : []),
    'smtp_tls_security_level = secure',
    `# ${lineRemarks.caFile}`,
    'smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt',
    'smtp_sasl_auth_enable = yes',
    'smtp_sasl_security_options = noanonymous',
    'smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd',
    `# ${lineRemarks.passwordFile}`,
    `# [${host}]:${port} ${user}:PASSWORD`,
    '# chmod 600 /etc/postfix/sasl_passwd',
    '# postmap /etc/postfix/sasl_passwd',
  ];
}

function nodemailer({ host, port, security, user, login }: ProgramFields): string[] {
  const protection = security === 'tls' ? 'secure: true' : 'secure: false, requireTLS: true';
  const auth =
    login === 'oauth'
      ? `{ type: 'OAuth2', user: ${quoted(user)}, accessToken: process.env.SMTP_TOKEN }`
      : `{ user: ${quoted(user)}, pass: process.env.SMTP_PASSWORD }`;
  return [
    'nodemailer.createTransport({',
    `  host: ${quoted(host)}, port: ${port}, ${protection},`,
    `  auth: ${auth},`,
    '});',
  ];
}

function phpMailer(
  { host, port, security, user, login }: ProgramFields,
  { lineRemarks }: SettingsWords,
): string[] {
  return [
    '$mail->isSMTP();',
    `$mail->Host = ${quoted(host)};`,
    `$mail->Port = ${port};`,
    `$mail->SMTPSecure = '${security === 'tls' ? 'ssl' : 'tls'}';`,
    '$mail->SMTPAuth = true;',
    ...(login === 'oauth'
      ? ["$mail->AuthType = 'XOAUTH2';", `// ${lineRemarks.oauthProvider}`, '$mail->setOAuth($oauth);']
      : [`$mail->Username = ${quoted(user)};`, "$mail->Password = getenv('SMTP_PASSWORD');"]),
  ];
}

/** Without a plugin: WordPress sends through PHPMailer, and lets it be set up. */
function wordPress(fields: ProgramFields, words: SettingsWords): string[] {
  const lines = phpMailer(fields, words).map((line) => `  ${line}`);
  return ["add_action('phpmailer_init', function ($mail) {", ...lines, '});'];
}

function msmtp({ host, port, security, user, sender, login }: ProgramFields): string[] {
  const isOAuth = login === 'oauth';
  return [
    'account default',
    `host ${host}`,
    `port ${port}`,
    'tls on',
    `tls_starttls ${security === 'tls' ? 'off' : 'on'}`,
    `from ${sender}`,
    `auth ${isOAuth ? 'xoauth2' : 'on'}`,
    `user ${user}`,
    `passwordeval "cat ~/.smtp-${isOAuth ? 'token' : 'password'}"`,
  ];
}

/** In single quotes, for JavaScript and PHP alike. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
