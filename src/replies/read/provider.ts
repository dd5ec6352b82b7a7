/** By the end of a host name, of one, two or three labels. */
const PROVIDER_OF: ReadonlyMap<string, string> = new Map(
  Object.entries({
    google: 'google.com gmail.com googlemail.com',
    microsoft: 'outlook.com hotmail.com live.com msn.com office365.com mx.microsoft office.com',
    yahoo: 'yahoodns.net yahoo.com yahooinc.com aol.com yahoo.co.jp ymail.com yahoo.net',
    apple: 'icloud.com me.com mac.com apple.com',
    aruba: 'aruba.it arubapec.it pec.it arubabusiness.it technorail.com',
    libero: 'libero.it iol.it iol.local virgilio.it italiaonline.it',
    tim: 'tim.it alice.it tin.it telecomitalia.it aliceposta.it',
    ionos: 'kundenserver.de 1and1.com 1und1.de ionos.com ionos.de ionos.it ionos.es ionos.co.uk perfora.net',
    gmx: 'gmx.net gmx.com gmx.de',
    'web.de': 'web.de',
    register: 'register.it securemail.pro dominiofaidate.com',
    tiscali: 'tiscali.it',
    fastweb: 'fastwebnet.it',
    poste: 'poste.it postecert.it',
    seeweb: 'seeweb.it',
    ovh: 'ovh.net ovh.ca',
    yandex: 'yandex.ru yandex.net yandex.com',
    'mail.ru': 'mail.ru',
    comcast: 'comcast.net',
    orange: 'orange.fr wanadoo.fr',
    free: 'free.fr proxad.net',
    't-online': 't-online.de',
    zoho: 'zoho.com zoho.eu zoho.in zohomail.com',
    qq: 'qq.com',
    '163': '163.com 126.com netease.com',
    fastmail: 'messagingengine.com fastmail.com',
    proton: 'protonmail.ch protonmail.com proton.me',
    cox: 'cox.net',
    charter: 'charter.net',
    att: 'att.net',
    improvmx: 'improvmx.com',
    ses: 'amazonses.com amazonaws.com',
    sendgrid: 'sendgrid.net',
    mailgun: 'mailgun.org',
    mailjet: 'mailjet.com',
    brevo: 'brevo.com sendinblue.com',
    postmark: 'postmarkapp.com mtasv.net',
    sparkpost: 'sparkpostmail.com',
    mandrill: 'mandrillapp.com',
  }).flatMap(([id, hosts]) => hosts.split(' ').map((host): [string, string] => [host, id])),
);

/** The ids of all providers that a host name or the words of a reply may show. */
export const SPEAKERS: ReadonlySet<string> = new Set(PROVIDER_OF.values());

/** Makers of filters whose machine speaks in place of the recipient's own server. */
const SOFTWARE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries({
    postini: 'psmtp.com postini.com',
    proofpoint: 'pphosted.com ppe-hosted.com proofpoint.com',
    mimecast: 'mimecast.com mimecast.co.za mimecast-offshore.com',
    barracuda: 'barracudanetworks.com barracuda.com barracudacentral.org',
    messagelabs: 'messagelabs.com symanteccloud.com symantec.com',
    trendmicro: 'trendmicro.com trendmicro.eu trendmicro.co.jp',
    cisco: 'iphmx.com',
  }).flatMap(([id, hosts]) => hosts.split(' ').map((host): [string, string] => [host, id])),
);

/** How much of a text is searched for the marks of a provider. */
const TEXT_CHARACTERS = 3_000;

/** Who it is, what a text must hold in lower case to be looked at more closely, and the proof. */
type Mark = readonly [id: string, needle: string, pattern: RegExp];

/** What each writes into its own replies; an address such as `<a@gmail.com>` tells nothing of who speaks. */
const PROVIDER_MARKS: readonly Mark[] = [
  ['google', 'gsmtp', /\bgsmtp\b/],
  ['google', 'google.com', /(?<![@\w.])(?:support|accounts|mail|www|postmaster|myaccount)\.google\.com\b/],
  [
    'microsoft',
    'outlook.com',
    /\.(?:prod|protection)\.outlook\.com\b|(?<![@\w.-])[\w-]{1,30}\.protection\.outlook\b/,
  ],
  ['microsoft', 'live.com', /(?<![@\w.-])(?:mail|postmaster)\.live\.com\b/],
  ['microsoft', 'microsoft', /(?<![@\w.])(?:go|technet|support|learn)\.microsoft\.com\b/],
  ['microsoft', 'aka.ms', /(?<!@)\baka\.ms\//],
  ['microsoft', 'office', /\boffice365\b|(?<![@\w.])sender\.office\.com\b/],
  [
    'yahoo',
    'yahoo',
    /\byahoodns\b|(?<![@\w.])(?:help|postmaster|senders|login)\.yahoo(?:inc)?\.(?:com|net)\b/,
  ],
  ['yahoo', 'aol.com', /(?<![@\w.])(?:help|postmaster)\.aol\.com\b/],
  ['apple', 'apple.com', /(?<![@\w.])support\.apple\.com\b/],
  ['apple', 'icloud', /(?<![@\w.])(?:[\w-]{1,40}\.mail\.icloud\.com|postmaster\.icloud)\b/],
  ['aruba', 'aruba', /(?<![@\w])(?:[\w-]{1,40}\.)?aruba(?:pec)?\.it\b/],
  ['libero', 'iol.', /\biol\.local\b|(?<=\.)iol\.it\b/],
  ['libero', 'lib_', /\bLIB_\d/],
  ['libero', 'libero.it', /(?<=\.)libero\.it\b/],
  ['tim', '.it', /(?<![@\w])[\w-]{1,40}\.(?:tin|alice|tim|telecomitalia)\.it\b/],
  ['gmx', 'gmx.', /(?<![@\w.])(?:postmaster|mail|www)\.gmx\.(?:net|com|de)\b/],
  ['web.de', 'web.de', /(?<![@\w.])(?:postmaster|mail|www)\.web\.de\b/],
  ['ionos', 'kundenserver', /\bkundenserver\b/],
  ['ionos', 'perfora.net', /\bperfora\.net\b/],
  ['ionos', '1and1', /(?<!@)\b1and1\.com\b/],
  ['ionos', '1und1', /(?<!@)\b1und1\.de\b/],
  ['ionos', 'ionos.', /(?<!@)\bionos\.(?:com|de|it|es|co\.uk)\b/],
  ['register', 'securemail.pro', /\bsecuremail\.pro\b/],
  ['register', 'register.it', /(?<!@)\bregister\.it\b/],
  ['yandex', 'yandex', /(?<!@)\byandex\.(?:ru|com|net)\//],
  ['mail.ru', 'mail.ru', /(?<![@\w.])(?:help|postmaster|e)\.mail\.ru\b/],
  ['comcast', 'comcast.net', /(?<![@\w.])(?:postmaster|customer)\.comcast\.net\b/],
  ['orange', 'ofr', /\bOFR_?\d{3}/],
  ['orange', 'orange.fr', /(?<![@\w.])postmaster\.orange\.fr\b/],
  ['t-online', 't-online.de', /(?<![@\w.])postmaster\.t-online\.de\b|\btosa@rx\.t-online\.de\b/],
  ['qq', 'mail.qq.com', /(?<![@\w.])(?:service|open|help)\.mail\.qq\.com\b/],
  ['163', '163.com', /(?<![@\w.])mail\.163\.com\b/],
  ['zoho', 'zoho.', /(?<![@\w.])(?:www|help)\.zoho\.(?:com|eu|in)\b/],
];

const EXCHANGE = /\b(?:RESOLVER|STOREDRV|ROUTING|SMTPSEND|Hygiene|SendAsDenied|MapiException)/;
const SOFTWARE_MARKS: readonly Mark[] = [
  ['exchange', 'resolver.', EXCHANGE],
  ['exchange', 'storedrv', EXCHANGE],
  ['exchange', 'routing.', EXCHANGE],
  ['exchange', 'smtpsend.', EXCHANGE],
  ['exchange', 'sendasdenied', EXCHANGE],
  ['exchange', 'mapiexception', EXCHANGE],
  ['exchange', 'outlook.com', /\.(?:prod|protection)\.outlook\.com\b/],
  ['postini', 'postini', /\bpostini\b/i],
  ['postini', 'psmtp', /\bpsmtp\b/],
  ['proofpoint', 'proofpoint', /\bproofpoint\b/i],
  ['proofpoint', 'pphosted', /\bpphosted\b/],
  ['proofpoint', 'ppe-hosted', /\bppe-hosted\b/],
  ['mimecast', 'mimecast', /\bmimecast\b/i],
  ['barracuda', 'barracuda', /\bbarracuda/i],
  ['messagelabs', 'messagelabs', /\bmessagelabs\b/i],
  ['messagelabs', 'symanteccloud', /\bsymanteccloud\b/i],
  ['trendmicro', 'trendmicro', /\btrendmicro\b/i],
  ['trendmicro', 'trend micro', /\btrend micro\b/i],
];

/** Who the words of a reply show to have spoken. */
export interface Marks {
  readonly provider?: string | undefined;
  readonly software?: string | undefined;
}

/** Recognises the provider, and the maker of a filter, by what they write into their replies. */
export function marksIn(text: string): Marks {
  const cut = text.length > TEXT_CHARACTERS ? text.slice(0, TEXT_CHARACTERS) : text;
  const lower = cut.toLowerCase();
  return { provider: firstOf(PROVIDER_MARKS, cut, lower), software: firstOf(SOFTWARE_MARKS, cut, lower) };
}

function firstOf(marks: readonly Mark[], text: string, lower: string): string | undefined {
  for (const [id, needle, pattern] of marks) if (lower.includes(needle) && pattern.test(text)) return id;
  return undefined;
}

/** The provider, or the filter's maker, that a host belongs to by its name. */
export function marksOfHost(host: string): Marks {
  const labels = host.toLowerCase().split('.').slice(-3);
  const ends = [labels.join('.'), labels.slice(-2).join('.')];
  return {
    provider: ends.map((end) => PROVIDER_OF.get(end)).find((id) => id !== undefined),
    software: ends.map((end) => SOFTWARE_OF.get(end)).find((id) => id !== undefined),
  };
}
