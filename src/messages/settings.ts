import type { Evidence } from '../evidence.ts';
import { type SettingLine, TLS_SETTINGS, type TlsSettingTopic } from './tls-settings.ts';

/** What a server can be told to do, as far as one line tells it. */
export type SettingTopic = TlsSettingTopic | 'offer-auth' | 'connection-limit' | 'hostname';

/** The lines that are not about TLS. In words that Postfix 3.6 and Exim 4 and later know. */
const OTHER_SETTINGS: Readonly<Record<string, Partial<Record<SettingTopic, SettingLine>>>> = {
  Postfix: {
    'offer-auth': 'smtpd_sasl_auth_enable = yes',
    'connection-limit': 'smtpd_client_connection_count_limit = 100',
    hostname: 'smtpd_banner = $myhostname ESMTP',
  },
  Exim: {
    'connection-limit': 'smtp_accept_max = 100',
    hostname: 'smtp_banner = $smtp_active_hostname ESMTP',
  },
};

/** `Postfix: …` for the software that was recognised; undefined when it was not, or when one line is not enough. */
export function settingOf({ software }: Evidence, topic: SettingTopic): string | undefined {
  for (const { kind, name } of software ?? []) {
    const known = kind === 'mta' && Object.keys(TLS_SETTINGS).find((key) => name.startsWith(key));
    if (!known) continue;
    const settings: Partial<Record<SettingTopic, SettingLine>> = {
      ...TLS_SETTINGS[known],
      ...OTHER_SETTINGS[known],
    };
    const line = settings[topic];
    return line === undefined ? undefined : `${known}: ${formatLine(line)}`;
  }
  return undefined;
}

function formatLine(line: SettingLine): string {
  if (typeof line === 'string') return `\`${line}\``;
  return line.map(([one, where]) => `\`${one}\` (${where})`).join(', ');
}
