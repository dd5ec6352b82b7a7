/** What a provider takes for the user name: the whole address, or a name of its own. */
export interface ExpectedUsername {
  readonly form: 'address' | 'name';
  /** The same word for everybody, as where an API key is the password. */
  readonly word?: string;
  /** Whether the provider is known to want it; else it is what most servers want. */
  readonly isKnown: boolean;
}

/** Who takes the whole address, by the providers' own set-up pages and Thunderbird's autoconfig. */
const ADDRESS = new Set(
  (
    'google microsoft yahoo apple aruba libero tim ionos gmx web.de register tiscali fastweb poste seeweb ovh ' +
    'zoho fastmail proton'
  ).split(' '),
);

/** Who takes another name: one word for everybody, or one that its pages show (empty). */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['sendgrid', 'apikey'],
  ['sparkpost', 'SMTP_Injection'],
  ['ses', ''],
  ['postmark', ''],
]);

/** The form of user name that a provider wants; of an unknown one, the form that most want. */
export function expectedUsername(provider: string | undefined): ExpectedUsername {
  const word = NAMES.get(provider ?? '');
  if (word === undefined) return { form: 'address', isKnown: ADDRESS.has(provider ?? '') };
  return { form: 'name', isKnown: true, ...(word === '' ? {} : { word }) };
}
