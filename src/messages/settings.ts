import type { Evidence } from '../evidence.ts';

/** What a server can be told to do, as far as one line tells it. */
export type SettingTopic =
  | 'offer-starttls'
  | 'require-tls'
  | 'auth-after-tls'
  | 'offer-auth'
  | 'certificate-chain'
  | 'protocols'
  | 'ciphers'
  | 'connection-limit'
  | 'hostname';

/** The line for the server's own configuration. In words that Postfix 3.6, Exim 4 and Dovecot 2.3 and later know. */
const SETTINGS: Readonly<Record<string, Partial<Record<SettingTopic, string>>>> = {
  Postfix: {
    'offer-starttls': 'smtpd_tls_security_level = may',
    'require-tls': '-o smtpd_tls_security_level=encrypt',
    'auth-after-tls': 'smtpd_tls_auth_only = yes',
    'offer-auth': 'smtpd_sasl_auth_enable = yes',
    'certificate-chain': 'smtpd_tls_chain_files = /path/privkey.pem, /path/fullchain.pem',
    protocols: 'smtpd_tls_mandatory_protocols = >=TLSv1.2',
    ciphers: 'smtpd_tls_exclude_ciphers = aNULL, eNULL, EXPORT, RC4, DES, 3DES, MD5, kRSA',
    'connection-limit': 'smtpd_client_connection_count_limit = 100',
    hostname: 'smtpd_banner = $myhostname ESMTP',
  },
  Exim: {
    'offer-starttls': 'tls_advertise_hosts = *',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Exim that expands this
    'auth-after-tls': 'auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}',
    'certificate-chain': 'tls_certificate = /path/fullchain.pem',
    'connection-limit': 'smtp_accept_max = 100',
    hostname: 'smtp_banner = $smtp_active_hostname ESMTP',
  },
  Dovecot: {
    'offer-starttls': 'ssl = yes',
    'require-tls': 'ssl = required',
    protocols: 'ssl_min_protocol = TLSv1.2',
    ciphers: 'ssl_cipher_list = HIGH:!aNULL:!eNULL:!RC4:!3DES:!MD5:!kRSA',
  },
};

/** `Postfix: …` for the software that was recognised; undefined when it was not, or when one line is not enough. */
export function settingOf({ software }: Evidence, topic: SettingTopic): string | undefined {
  const names = (software ?? [])
    .filter(({ kind }) => kind === 'mta')
    .map(({ name }) => name.split(' ')[0] ?? '');
  const name = names.find((known) => SETTINGS[known] !== undefined);
  const line = name === undefined ? undefined : SETTINGS[name]?.[topic];
  return line === undefined ? undefined : `${name}: \`${line}\``;
}
