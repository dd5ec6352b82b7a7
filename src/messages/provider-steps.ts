import type { Locale } from './catalog.ts';

/** What a step of a provider's own is about. */
export type ProviderTopic =
  | 'password'
  | 'app-password'
  | 'oauth'
  | 'smtp-switch'
  | 'web-login'
  | 'locked'
  | 'attachment'
  | 'sender'
  | 'spam';

/** What holds for one provider only. */
export interface ProviderSteps {
  /** The host users submit to, where the provider has one for everybody. */
  readonly submission?: string;
  readonly steps: Readonly<Partial<Record<ProviderTopic, Readonly<Record<Locale, string>>>>>;
  /** Where the steps were read. */
  readonly source: string;
}

/** What holds for one provider only, by its id in the provider list. */
export const PROVIDER_STEPS: Readonly<Record<string, ProviderSteps>> = {
  gmail: {
    submission: 'smtp.gmail.com',
    steps: {
      'app-password': {
        en: 'Create an app password at https://myaccount.google.com/apppasswords (2-Step Verification must be on) and use it in place of the account password, which Google refuses over SMTP.',
        it: 'Crea una password per le app su https://myaccount.google.com/apppasswords (serve la verifica in due passaggi) e usala al posto di quella dell’account, che Google via SMTP rifiuta.',
      },
      oauth: {
        en: 'Let the mail program use "Sign in with Google", or request a token with the scope `https://mail.google.com/`.',
        it: 'Usa l’accesso con Google nel programma di posta, oppure richiedi un token con lo scope `https://mail.google.com/`.',
      },
      'web-login': {
        en: 'Log in at https://mail.google.com in a browser, from the network that sends if possible, and confirm what Google asks.',
        it: 'Accedi a https://mail.google.com da un browser, se possibile dalla rete che spedisce, e conferma ciò che Google chiede.',
      },
      attachment: {
        en: 'Gmail takes no executable files, nor archives that hold them; the list is at https://support.google.com/mail/answer/6590',
        it: 'Gmail non accetta file eseguibili né archivi che li contengono; l’elenco è su https://support.google.com/mail/answer/6590',
      },
      spam: {
        en: 'Compare your mail with Google’s rules for senders: https://support.google.com/mail/answer/81126',
        it: 'Confronta la tua posta con le regole di Google per chi spedisce: https://support.google.com/mail/answer/81126',
      },
    },
    source: 'Google: Gmail SMTP errors and codes; support.google.com/mail/answer/6590 and 81126',
  },
  office365: {
    submission: 'smtp.office365.com',
    steps: {
      oauth: {
        en: 'Use a program that logs in to Microsoft 365 with OAuth, with the permission `https://outlook.office.com/SMTP.Send`. For a device that cannot, ask the administrator for another way to send.',
        it: 'Usa un programma che acceda a Microsoft 365 con OAuth, con il permesso `https://outlook.office.com/SMTP.Send`. Per un apparecchio che non può, chiedi all’amministratore un’altra via per spedire.',
      },
      'smtp-switch': {
        en: 'As administrator of Microsoft 365, open Users, Active users, the user, Mail, Manage email apps, and tick "Authenticated SMTP"; or run `Set-CASMailbox ADDRESS -SmtpClientAuthenticationDisabled $false`. Security defaults, while on, still forbid it.',
        it: 'Da amministratore di Microsoft 365, apri Utenti, Utenti attivi, l’utente, Posta, Gestisci app di posta elettronica e attiva "SMTP autenticato"; oppure esegui `Set-CASMailbox INDIRIZZO -SmtpClientAuthenticationDisabled $false`. Finché sono attive le impostazioni predefinite per la sicurezza, resta vietato.',
      },
      'web-login': {
        en: 'Log in at https://outlook.office.com in a browser and finish what it asks: a new password, a second factor, a consent.',
        it: 'Accedi a https://outlook.office.com da un browser e completa ciò che chiede: una nuova password, un secondo fattore, un consenso.',
      },
    },
    source:
      'Microsoft Learn: authenticated-client-smtp-submission; how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth',
  },
  'outlook-com': {
    submission: 'smtp-mail.outlook.com',
    steps: {
      oauth: {
        en: 'Add the account again with "Sign in with Microsoft" (OAuth): Outlook.com and Hotmail refuse every password over SMTP, right or wrong.',
        it: 'Aggiungi di nuovo l’account con l’accesso Microsoft (OAuth): via SMTP Outlook.com e Hotmail rifiutano ogni password, giusta o sbagliata.',
      },
      'web-login': {
        en: 'Log in at https://account.microsoft.com in a browser and confirm the activity that it shows.',
        it: 'Accedi a https://account.microsoft.com da un browser e conferma l’attività che ti mostra.',
      },
    },
    source: 'thunderbird/autoconfig ispdb/hotmail.com.xml (July 2025); chatmail/provider-db outlook.com',
  },
  yahoo: {
    submission: 'smtp.mail.yahoo.com',
    steps: {
      'app-password': {
        en: 'Generate an app password at https://login.yahoo.com/account/security and use it in place of the account password, which Yahoo refuses over SMTP.',
        it: 'Genera una password per app su https://login.yahoo.com/account/security e usala al posto di quella dell’account, che Yahoo via SMTP rifiuta.',
      },
      oauth: {
        en: 'Let the mail program sign in with Yahoo (OAuth, scope `mail-w`), or use an app password.',
        it: 'Usa l’accesso con Yahoo nel programma di posta (OAuth, scope `mail-w`), oppure una password per app.',
      },
    },
    source: 'chatmail/provider-db yahoo; thunderbird/autoconfig ispdb/yahoo.com.xml',
  },
  aol: {
    submission: 'smtp.aol.com',
    steps: {
      'app-password': {
        en: 'Generate an app password at https://login.aol.com/account/security and use it in place of the account password.',
        it: 'Genera una password per app su https://login.aol.com/account/security e usala al posto di quella dell’account.',
      },
    },
    source: 'chatmail/provider-db aol; thunderbird/autoconfig ispdb/aol.com.xml',
  },
  icloud: {
    submission: 'smtp.mail.me.com',
    steps: {
      'app-password': {
        en: 'Create an app-specific password at https://account.apple.com (Sign-In and Security; two-factor authentication must be on) and use it in place of the Apple Account’s.',
        it: 'Crea una password specifica per l’app su https://account.apple.com (Accesso e sicurezza; serve l’autenticazione a due fattori) e usala al posto di quella dell’account Apple.',
      },
    },
    source: 'chatmail/provider-db icloud; Apple Support: app-specific passwords',
  },
  fastmail: {
    submission: 'smtp.fastmail.com',
    steps: {
      'app-password': {
        en: 'Create an app password with SMTP access in Fastmail’s settings (Privacy & Security): the account password works in the browser only.',
        it: 'Crea una password per app con accesso SMTP nelle impostazioni di Fastmail (Privacy & Security): quella dell’account vale solo nel browser.',
      },
    },
    source: 'chatmail/provider-db fastmail',
  },
  zoho: {
    steps: {
      'app-password': {
        en: 'With two-factor authentication on, create an application-specific password in the Zoho account and use that.',
        it: 'Se è attiva l’autenticazione a due fattori, crea una password per applicazioni nell’account Zoho e usa quella.',
      },
      password: {
        en: 'Use the host of your data centre, smtp.zoho.com or smtp.zoho.eu (smtppro for domains of your own), and an application-specific password when two-factor authentication is on.',
        it: 'Usa l’host del tuo data center, smtp.zoho.com o smtp.zoho.eu (smtppro per i domini propri), e una password per applicazioni se è attiva l’autenticazione a due fattori.',
      },
      'smtp-switch': {
        en: 'Switch on IMAP or POP access for the mailbox in Zoho Mail’s settings: SMTP depends on it.',
        it: 'Attiva l’accesso IMAP o POP della casella nelle impostazioni di Zoho Mail: ne dipende anche l’SMTP.',
      },
    },
    source: 'chatmail/provider-db zoho; thunderbird/autoconfig ispdb/zoho.com.xml',
  },
  'gmx-com': gmx('mail.gmx.com'),
  'gmx-net': gmx('mail.gmx.net'),
  proton: {
    steps: {
      'app-password': {
        en: 'Use the password that Proton Bridge shows, or an SMTP token of a paid plan: the account password works on the web only, and free accounts have no SMTP.',
        it: 'Usa la password mostrata da Proton Bridge, o un token SMTP di un piano a pagamento: quella dell’account vale solo sul web, e gli account gratuiti non hanno SMTP.',
      },
    },
    source: 'chatmail/provider-db protonmail',
  },
  libero: {
    submission: 'smtp.libero.it',
    steps: {
      password: {
        en: 'Log in at https://login.libero.it: after many messages in a short time Libero expires the password, and mail programs can send again once you have changed it there.',
        it: 'Accedi a https://login.libero.it: dopo molti invii in poco tempo Libero fa scadere la password, e i programmi tornano a spedire solo quando l’hai cambiata lì.',
      },
      locked: {
        en: 'Log in at https://login.libero.it and change the password: Libero expires it after bulk sending, and mail programs can send again once you have changed it there.',
        it: 'Accedi a https://login.libero.it e cambia la password: Libero la fa scadere dopo un invio massiccio, e i programmi tornano a spedire solo quando l’hai cambiata lì.',
      },
    },
    source: 'aiuto.libero.it: invio massiccio di mail, limitazioni',
  },
  virgilio: italian('out.virgilio.it', 465, 'thunderbird/autoconfig ispdb/virgilio.it.xml'),
  tiscali: italian('smtp.tiscali.it', 465, 'thunderbird/autoconfig ispdb/tiscali.it.xml'),
  aruba: {
    steps: {
      password: {
        en: 'For a mailbox on your own domain use smtps.aruba.it on port 465, and its whole address as the user name; smtp.aruba.it is for @aruba.it and @technet.it.',
        it: 'Per una casella sul tuo dominio usa smtps.aruba.it sulla porta 465, con l’indirizzo intero come nome utente; smtp.aruba.it è per @aruba.it e @technet.it.',
      },
      sender: {
        en: 'To send as another address, authorise it first in Aruba’s web mail, which sends a code to it: this holds for aliases and for web sites, too.',
        it: 'Per spedire con un altro indirizzo, autorizzalo prima nella webmail di Aruba, che gli invia un codice: vale anche per gli alias e per i siti web.',
      },
    },
    source:
      'OpenSTAManager documentation; nodemailer well-known services; guide.hosting.aruba.it: mittenti alternativi',
  },
  'aruba-pec': {
    submission: 'smtps.pec.aruba.it',
    steps: {
      'app-password': {
        en: 'With two-step verification on, generate the dedicated password for mail programs in the PEC mailbox’s settings and use it.',
        it: 'Se è attiva la verifica in due passaggi, genera nelle impostazioni della casella PEC la password dedicata ai programmi di posta e usa quella.',
      },
      'smtp-switch': {
        en: 'In the PEC mailbox’s settings, switch IMAP, POP and SMTP access on: with it off, the right password is refused too.',
        it: 'Nelle impostazioni della casella PEC attiva l’accesso IMAP, POP e SMTP: se è spento, viene rifiutata anche la password giusta.',
      },
    },
    source: 'guide.pec.it: configurare la casella PEC',
  },
  tim: tim('smtp.tim.it'),
  alice: tim('out.alice.it'),
  'register-it': {
    submission: 'authsmtp.securemail.pro',
    steps: {
      password: {
        en: 'Use the user name and password of the SMTP service in Register.it’s control panel, which may differ from the mailbox’s.',
        it: 'Usa il nome utente e la password del servizio SMTP nel pannello di Register.it, che possono essere diversi da quelli della casella.',
      },
    },
    source: 'netfabric.freshdesk.com 6000236440; register.it/assistenza/parametri-email',
  },
  sendgrid: keyed('smtp.sendgrid.net', 'apikey', 'the SendGrid API key', 'la chiave API di SendGrid'),
  resend: keyed('smtp.resend.com', 'resend', 'the Resend API key', 'la chiave API di Resend'),
  emailit: keyed('smtp.emailit.com', 'emailit', 'the Emailit API key', 'la chiave API di Emailit'),
  sparkpost: keyed(
    'smtp.sparkpostmail.com',
    'SMTP_Injection',
    'an API key with "Send via SMTP"',
    'una chiave API con "Send via SMTP"',
  ),
  brevo: {
    submission: 'smtp-relay.brevo.com',
    steps: {
      password: {
        en: 'Use an SMTP key from Brevo’s "SMTP & API" page as the password: neither the API key nor the account password works.',
        it: 'Usa come password una chiave SMTP dalla pagina "SMTP & API" di Brevo: non valgono né la chiave API né la password dell’account.',
      },
    },
    source: 'developers.brevo.com/docs/smtp-integration',
  },
  ses: {
    steps: {
      password: {
        en: 'Use the SMTP credentials created in the SES console for this very region: AWS access keys do not work as they are.',
        it: 'Usa le credenziali SMTP create nella console SES per questa stessa regione: le chiavi di accesso AWS così come sono non valgono.',
      },
    },
    source: 'docs.aws.amazon.com/ses/latest/dg/smtp-connect.html',
  },
  postmark: {
    submission: 'smtp.postmarkapp.com',
    steps: {
      password: {
        en: 'Use the Server API token as user name and as password, or an SMTP token’s pair.',
        it: 'Usa il Server API token sia come nome utente sia come password, oppure la coppia di un token SMTP.',
      },
    },
    source: 'postmarkapp.com/support/article/811',
  },
};

function gmx(submission: string): ProviderSteps {
  const en =
    'Allow access over POP3 and IMAP in the web mail’s settings: until then GMX refuses programs, with the right password too.';
  const it =
    'Consenti l’accesso via POP3 e IMAP nelle impostazioni della webmail: fino ad allora GMX rifiuta i programmi, anche con la password giusta.';
  return {
    submission,
    steps: { password: { en, it }, 'smtp-switch': { en, it } },
    source: 'chatmail/provider-db gmx.net',
  };
}

function italian(submission: string, port: 465 | 587, source: string): ProviderSteps {
  const security = port === 465 ? 'SSL/TLS' : 'STARTTLS';
  return {
    submission,
    steps: {
      password: {
        en: `Use ${submission} on port ${port} with ${security}.`,
        it: `Usa ${submission} sulla porta ${port} con ${security}.`,
      },
    },
    source,
  };
}

function tim(submission: string): ProviderSteps {
  const sender = {
    en: 'Send as an address at @tim.it, @alice.it, @tin.it or @aliceposta.it: TIM’s server takes no other From.',
    it: 'Spedisci con un indirizzo @tim.it, @alice.it, @tin.it o @aliceposta.it: il server di TIM non accetta altri From.',
  };
  const common = italian(submission, 587, 'ispdb tim.it.xml; blog.giotech.net: regole antispam Alice');
  return { ...common, steps: { ...common.steps, sender } };
}

function keyed(submission: string, user: string, keyEn: string, keyIt: string): ProviderSteps {
  return {
    submission,
    steps: {
      password: {
        en: `Give the word \`${user}\` as the user name and ${keyEn} as the password, without a line end after it.`,
        it: `Indica la parola \`${user}\` come nome utente e ${keyIt} come password, senza un a capo in fondo.`,
      },
    },
    source: 'the provider’s SMTP documentation; nodemailer well-known services',
  };
}
