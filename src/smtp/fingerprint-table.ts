import type { Fingerprint } from './fingerprint.ts';

/**
 * The text a row is held against.
 *
 * `banner`: one line of the greeting with its code, or the whole greeting with its lines joined by LF.
 * `ehlo-line`: the first line of the EHLO reply, without its code.
 * `reply`: one line of any other reply, with its code.
 * `starttls-refusal`: the same, of a server that lists STARTTLS and with which TLS never came about.
 * `keyword`: one EHLO keyword with its parameters.
 * `ehlo-keywords`: all of them in the order sent, joined by commas.
 * `masked-keywords`: those overwritten with X, joined by commas, once their last letters run A, B, C.
 * `certificate`: the name of one issuer.
 */
export type FingerprintPlace =
  | 'banner'
  | 'ehlo-line'
  | 'reply'
  | 'starttls-refusal'
  | 'keyword'
  | 'ehlo-keywords'
  | 'masked-keywords'
  | 'certificate';

/** One way to recognise one product. A group named `version` in the pattern catches the version. */
export interface FingerprintRow {
  readonly name: string;
  readonly kind: Fingerprint['kind'];
  readonly where: FingerprintPlace;
  /** Takes time linear in the text: anchored or begun by a literal, and no two open-ended parts overlap. */
  readonly pattern: RegExp;
  /** Where the wording is known from. */
  readonly source: string;
}

type ShortRow = readonly [name: string, pattern: RegExp, source: string];

function rows(
  kind: FingerprintRow['kind'],
  where: FingerprintPlace,
  short: readonly ShortRow[],
): FingerprintRow[] {
  return short.map(([name, pattern, source]) => ({ name, kind, where, pattern, source }));
}

/** All rows, the most certain first: what a server calls itself, then its phrases, then the order of its keywords. */
export const FINGERPRINT_TABLE: readonly FingerprintRow[] = [
  ...rows('provider', 'banner', [
    [
      'Gmail',
      /^220[ -](?:mx|smtp|smtp-relay)\.(?:google|gmail)\.com ESMTP /,
      'transcripts; Google Workspace help',
    ],
    [
      'Exchange Online',
      /^220[ -]\S+\.(?:outlook|office365)\.com Microsoft ESMTP MAIL Service ready at/,
      'transcript in email-oauth2-proxy#169',
    ],
    ['Yahoo Mail', /^220[ -]\S+\.yahoo\.com ESMTP ready/, 'transcripts; AOL answers with the same name'],
    [
      'Amazon SES',
      /^220[ -]email-smtp\.amazonaws\.com ESMTP SimpleEmailService-/,
      'Amazon SES documentation',
    ],
    ['Twilio SendGrid', /^220[ -]SG ESMTP service ready at /, 'transcripts'],
    [
      'Nemesis (GMX, WEB.DE, mail.com, IONOS)',
      /^220[ -]\S+ \(m[a-z]\w*\) Nemesis ESMTP Service ready/,
      'transcripts of mail.gmx.com; zetacomponents/Mail#52',
    ],
    ['Proofpoint', /^220[ -]\S+\.pphosted\.com ESMTP /, 'transcripts'],
    ['Proofpoint', /^554[ -]\S+ ESMTP Blocked - see https:\/\/support\.proofpoint\.com\//, 'transcripts'],
    ['Mimecast', /^220[ -]\S+\.mimecast\.com ESMTP\b/, 'transcripts'],
    [
      'GoDaddy',
      /^220[ -]p3plsmtpa\S+\.secureserver\.net ESMTP\b/,
      'transcript of smtpout.secureserver.net, 2015',
    ],
    ['Libero Mail', /\bsmtp-\d{1,4}\.iol\.local\b/, 'refusal quoted on turbolab.it'],
    ['Aruba', /\bmxcmd\d{1,4}\.ad\.aruba\.it bizsmtp\b/, 'transcript, 2017'],
  ]),

  ...rows('mta', 'banner', [
    // postscreen sends its teaser line alone, and smtpd's own greeting after a pause.
    [
      'Postfix postscreen',
      /^220-[^\n]*\n220 \S+ ESMTP Postfix\b/,
      'Postfix mail_params.h, postscreen_greet_banner',
    ],
    [
      'Postfix',
      /^220[ -]\S+ ESMTP Postfix\b(?: \(?(?<version>\d[\w.]*))?/,
      'Postfix mail_params.h, smtpd_banner',
    ],
    ['Exim', /^220[ -]\S+ ESMTP Exim (?<version>\d[\w.]*)/, 'Exim globals.c, smtp_banner'],
    ['Sendmail', /^220[ -]\S+ ESMTP (?:Debian )?Sendmail (?<version>\d[\d.]*)/, 'Recog smtp_banners.xml'],
    ['OpenSMTPD', /^220[ -]\S+ ESMTP OpenSMTPD\b/, 'OpenSMTPD smtp_session.c'],
    [
      'Microsoft IIS SMTP Service',
      /^220[ -]\S+ Microsoft ESMTP MAIL Service, Version: (?<version>\d[\d.]*)/,
      'Recog smtp_banners.xml',
    ],
    [
      'Microsoft Exchange',
      /^220[ -]\S+ Microsoft ESMTP MAIL Service ready at/,
      'Microsoft Learn, test-smtp-telnet',
    ],
    ['Haraka', /^220[ -]\S+ ESMTP Haraka(?:\/(?<version>\d[\w.]*))? /, 'Haraka connection.js'],
    ['PowerMTA', /^220[ -]\S+ \(PowerMTA(?:\(TM\))?(?: v(?<version>\d[\w.]*))?\)/, 'Recog smtp_banners.xml'],
    ['Momentum', /^220[ -](?:2\.0\.0 )?\S+ ESMTP ecelerity (?<version>\d[\d.]*)/, 'Recog smtp_banners.xml'],
    ['KumoMTA', /^220[ -]\S+ KumoMTA\b/, 'KumoMTA smtp_server.rs'],
    ['mox', /^220[ -]\S+ ESMTP mox\b/, 'mox smtpserver/server.go'],
    ['Stalwart', /^220[ -]\S+ Stalwart ESMTP /, 'Stalwart structs_impl.rs'],
    ['Dovecot', /^220[ -]\S+ Dovecot(?: \([^)]*\))? ready\./, 'Dovecot login-settings.c'],
    ['MailEnable', /\bESMTP MailEnable Service, Version: (?<version>\d[\d.]*)/, 'Recog smtp_banners.xml'],
    ['MDaemon', /\bESMTP MDaemon (?<version>\d[\d.]*)/, 'Recog smtp_banners.xml'],
    ['MDaemon', /\(MDaemon v(?<version>\d[\w.]*)/, 'Recog smtp_banners.xml'],
    [
      'HCL Domino',
      /\bESMTP Service \((?:HCL|IBM|Lotus) Domino Release (?<version>\d[\w.]*)/,
      'Recog smtp_banners.xml; the makers in turn were Lotus, IBM and HCL',
    ],
    ['Kerio Connect', /^220[ -]\S+ Kerio Connect (?<version>\d[\d.]*)/, 'Recog smtp_banners.xml'],
    [
      'CommuniGate Pro',
      /^220[ -]\S+ ESMTP CommuniGate Pro(?: (?<version>\d[\w.]*))?/,
      'Recog smtp_banners.xml',
    ],
    ['IceWarp', /^220[ -]\S+ ESMTP (?:IceWarp|Merak) (?<version>\d[\d.]*)/, 'Recog smtp_banners.xml'],
    [
      'Apache James',
      /\bJAMES (?:awesome )?SMTP Server\b(?: (?<version>\d[\w.]*))?/,
      'Recog smtp_banners.xml; James smtpserver.xml',
    ],
    ['Barracuda Email Security Gateway', /^220[ -]\S+ ESMTP \([0-9a-f]{32}\)\s*$/, 'Recog smtp_banners.xml'],
    [
      'Symantec Messaging Gateway',
      /^220[ -]\S+ ESMTP Symantec Messaging Gateway\b/,
      'Recog smtp_banners.xml',
    ],
    [
      'SonicWall Email Security',
      /^220[ -]\S+ ESMTP SonicWALL \((?<version>\d[\d.]*)\)/,
      'Recog smtp_banners.xml',
    ],
    ['Mailpit', /^220[ -]\S+ Mailpit ESMTP Service ready/, 'Mailpit transcripts'],
    ['MailHog', /^220[ -]\S+ ESMTP MailHog\b/, 'MailHog transcripts'],
  ]),

  ...rows('provider', 'ehlo-line', [
    ['Gmail', /^(?:mx|smtp|smtp-relay)\.(?:google|gmail)\.com at your service, \[/, 'transcripts'],
  ]),
  ...rows('mta', 'ehlo-line', [
    ['Haraka', /, ?Haraka is at your service/, 'Haraka config/connection.ini'],
    ['Stalwart', /^\S+ you had me at EHLO/, 'Stalwart inbound/ehlo.rs'],
    ['KumoMTA', /^\S+ Aloha /, 'KumoMTA smtp_server.rs'],
    ['smtp-server (Nodemailer)', /^\S+ Nice to meet you, /, 'smtp-server smtp-connection.js'],
    ['Courier', /^\S+ Ok\.$/, 'Courier courieresmtpd.C'],
  ]),

  ...rows('provider', 'reply', [
    ['Gmail', / - gsmtp$/, 'Google Workspace help, SMTP errors and codes'],
    [
      'Exchange Online',
      /^550[ -]5\.7\.30 Basic authentication is not supported for Client Submission/,
      'Microsoft Tech Community 4114750',
    ],
    ['Libero Mail', /\bsmtp-\d{1,4}\.iol\.local\b/, 'refusal quoted on turbolab.it'],
    ['Aruba', /\bmxcmd\d{1,4}\.ad\.aruba\.it bizsmtp\b/, 'transcript, 2017'],
  ]),
  ...rows('mta', 'reply', [
    ['Postfix', /^50[02][ -]5\.5\.2 Error: command not recognized/, 'Postfix smtpd.c'],
    ['Postfix', /^221[ -]2\.7\.0 Error: I can break rules, too\. Goodbye\./, 'Postfix smtpd.c'],
    ['Postfix', /^421[ -]4\.7\.0 \S+ Error: too many errors/, 'Postfix smtpd.c'],
    ['Exim', /^554[ -]SMTP synchronization error/, 'Exim smtp_in.c'],
    [
      'Haraka',
      /^252[ -](?:\d\.\d\.\d )?Just try sending a mail and we'll see how it turns out/,
      'Haraka connection.js',
    ],
    ['Stalwart', /^503[ -]5\.5\.1 Polite people say EHLO first\./, 'Stalwart inbound/mail.rs'],
    ['qmail', /^451[ -]See https?:\/\/cr\.yp\.to\/docs\/smtplf\.html/, 'notqmail qmail-smtpd.c'],
    // qmail and its patches put the enhanced code at the end, in parentheses and after a hash.
    ['qmail', /^[45]\d\d[ -][^(]{0,200}\(#[45]\.\d{1,3}\.\d{1,3}\)$/, 'notqmail qmail-smtpd.c'],
    ['Cisco Secure Email', /^500[ -]#5\.5\.1 command not recognized/, 'Cisco support document 214630'],
  ]),

  ...rows('mta', 'keyword', [
    ['Exim', /^(?:PIPECONNECT|X_PIPE_CONNECT|PRDR)$/, 'Exim smtp_in.c'],
    [
      'Microsoft Exchange',
      /^(?:X-ANONYMOUSTLS|X-EXPS|XEXCH50|X-LINK2STATE|XRDST|XSHADOW(?:REQUEST)?)\b/,
      'Microsoft Learn, test-smtp-telnet',
    ],
  ]),
  ...rows('mta', 'ehlo-keywords', [
    [
      'Postfix',
      /^PIPELINING,SIZE(?: \d+)?(?:,VRFY)?,ETRN(?:,STARTTLS)?(?:,AUTH[ =][^,]*)?(?:,AUTH[ =][^,]*)?(?:,XVERP)?(?:,XCLIENT[^,]*)?(?:,XFORWARD[^,]*)?,ENHANCEDSTATUSCODES,8BITMIME,DSN(?:,SMTPUTF8)?(?:,CHUNKING)?(?:,REQUIRETLS)?$/,
      'Postfix smtpd.c, ehlo_cmd',
    ],
    [
      'OpenSMTPD',
      /^8BITMIME,ENHANCEDSTATUSCODES,SIZE \d+(?:,DSN)?(?:,STARTTLS)?(?:,AUTH PLAIN LOGIN)?,HELP$/,
      'OpenSMTPD smtp_session.c',
    ],
    [
      'Exim',
      /^SIZE \d+(?:,LIMITS[^,]*)?,8BITMIME(?:,DSN)?(?:,ETRN)?(?:,VRFY)?(?:,EXPN)?,PIPELINING(?:,AUTH [^,]*)?(?:,CHUNKING)?(?:,STARTTLS)?(?:,SMTPUTF8)?,HELP$/,
      'Exim smtp_in.c; transcripts of Exim 4.96 and 4.99',
    ],
    [
      'Sendmail',
      /^ENHANCEDSTATUSCODES,PIPELINING(?:,EXPN)?(?:,VERB)?,8BITMIME,SIZE(?: \d+)?,DSN(?:,ETRN)?(?:,AUTH [^,]*)?(?:,STARTTLS)?,DELIVERBY(?: \d+)?,HELP$/,
      'transcripts of Sendmail 8',
    ],
    [
      'hMailServer',
      /^SIZE(?: \d+)?(?:,STARTTLS)?,AUTH LOGIN(?: PLAIN)?,HELP$/,
      'hMailServer SMTPConnection.cpp',
    ],
  ]),

  ...rows('middlebox', 'banner', [
    // Cisco's inspection overwrites all of the greeting but the digits 2 and 0 and the spaces.
    ['Cisco ASA', /^220[ -][20 ]{0,20}\*[*20 ]{3,}$/, 'Postfix smtp_proto.c; Recog smtp_banners.xml'],
    ['Cisco PIX', /^220[ -]SMTP\/cmap ready_/, 'Recog smtp_banners.xml'],
  ]),
  ...rows('middlebox', 'masked-keywords', [
    ['Cisco ASA', /(?:^|,)X{3,}[A-Z](?:,|$)/, 'Cisco ASA, match ehlo-reply-parameter others; transcripts'],
  ]),
  ...rows('middlebox', 'reply', [
    // The server quotes a command that nobody sent: the firewall had overwritten ours.
    ['Cisco ASA', /^50[02][ -][^X]{0,200}\bX{4,}\b/, 'Cisco document 113423; Recog smtp_ehlo.xml'],
  ]),
  ...rows('middlebox', 'ehlo-line', [
    [
      'transparent SMTP proxy',
      /^Requested mail action okay, completed$/,
      'mail-in-a-box#1535; product unknown',
    ],
  ]),
  ...rows('middlebox', 'certificate', [
    ['Zscaler', /\bZscaler (?:Intermediate )?Root CA\b/i, 'issuer names seen in the field'],
    ['Sophos Firewall', /\bSophos SSL CA(?:_|\b)/i, 'Sophos Firewall, SecurityAppliance_SSL_CA'],
  ]),

  ...rows('antivirus', 'certificate', [
    [
      'Avast Antivirus',
      /\bavast!? Web\/Mail Shield\b|\bgenerated by avast!? Antivirus\b/i,
      'mscdex/node-imap#741',
    ],
    [
      'AVG AntiVirus',
      /\bAVG Web\/Mail Shield\b|\bgenerated by AVG Antivirus\b/i,
      'issuer names seen in the field',
    ],
    [
      'Norton',
      /\bNorton Web\/Mail Shield\b|\bgenerated by Norton Antivirus\b/i,
      'issuer names seen in the field',
    ],
    ['ESET', /\bESET SSL Filter CA\b/i, 'issuer names seen in the field'],
    ['Kaspersky', /\bKaspersky Anti-Virus Personal Root\b/i, 'issuer names seen in the field'],
    ['Bitdefender', /\bBitdefender Personal CA\b/i, 'issuer names seen in the field'],
  ]),
  ...rows('antivirus', 'starttls-refusal', [
    ['Norton AntiVirus', /^500[ -]Unsupported command\.$/, 'Bugtraq, Norton AntiVirus 2002 SMTP proxy'],
  ]),
];
