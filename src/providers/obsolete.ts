/** A host name that was right once. */
export interface ObsoleteHost {
  readonly host: string;
  /** The provider's id. */
  readonly provider: string;
  /** What it is called, for whoever does not look the provider up. */
  readonly providerName: string;
  /** The name in its place, and its port; absent where no way in is known any more. */
  readonly today?: string;
  readonly port?: number;
  /** No source says that today's name still is today's. */
  readonly isUncertain?: true;
  /** The year by which the sources name the new one, or none. */
  readonly year: number;
}

/** Names that guides of years past still teach. In a table of its own, since every probe looks here. */
const OBSOLETE: readonly ObsoleteHost[] = [
  old('smtp.live.com', 'outlook-com', 'Outlook.com', 2025, 'smtp-mail.outlook.com', 587),
  old('smtp.googlemail.com', 'gmail', 'Gmail', 2026, 'smtp.gmail.com', 465),
  old('smtp.mail.yahoo.it', 'yahoo', 'Yahoo Mail', 2025, 'smtp.mail.yahoo.com', 465),
  old('smtp.email.it', 'email-it', 'Email.it', 2024, 'out.email.it', 465),
  old('smtp.virgilio.it', 'virgilio', 'Virgilio Mail', 2025, 'out.virgilio.it', 465),
  old('box.posta.tim.it', 'tim', 'TIM Mail', 2025, 'smtp.tim.it', 587),
  old('mail.posta.tim.it', 'tim', 'TIM Mail', 2025, 'smtp.tim.it', 587),
  {
    ...old('smtp.postemail.poste.it', 'poste', 'Poste Italiane', 2026, 'relay.poste.it', 465),
    isUncertain: true,
  },
  old('smtp-relay.sendinblue.com', 'brevo', 'Brevo', 2026, 'smtp-relay.brevo.com', 587),
  old('in.mailjet.com', 'mailjet', 'Mailjet', 2026, 'in-v3.mailjet.com', 587),
  old('smtp.mailtrap.io', 'mailtrap', 'Mailtrap', 2026, 'live.smtp.mailtrap.io', 587),
  gone('smtp.katamail.com', 'katamail', 'Katamail', 2009),
  gone('smtp.net.vodafone.it', 'vodafone-it', 'Vodafone Italia', 2026),
];

/** The entry of a host name that is no longer the right one; the case of letters and a last dot do not count. */
export function obsoleteHost(host: string): ObsoleteHost | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  return OBSOLETE.find((entry) => entry.host === name);
}

/** The old names of one provider. */
export function obsoleteHostsOf(provider: string): readonly ObsoleteHost[] {
  return OBSOLETE.filter((entry) => entry.provider === provider);
}

/** All of them. */
export function obsoleteHosts(): readonly ObsoleteHost[] {
  return OBSOLETE;
}

function old(
  ...[host, provider, providerName, year, today, port]: [string, string, string, number, string, number]
): ObsoleteHost {
  return { host, provider, providerName, year, today, port };
}

function gone(...[host, provider, providerName, year]: [string, string, string, number]): ObsoleteHost {
  return { host, provider, providerName, year };
}
