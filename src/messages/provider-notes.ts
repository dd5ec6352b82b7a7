import type { Locale } from './catalog.ts';

/** What else to know before handing in mail with a provider, by its id; the steps of `provider-steps.ts` come first. */
export const PROVIDER_NOTES: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  office365: {
    en: 'Passwords over SMTP are ending: Microsoft switches them off by default at the end of December 2026, administrators may switch them on again, and their end is to be announced in the second half of 2027.',
    it: 'Le password via SMTP stanno per finire: Microsoft le disattiva in modo predefinito a fine dicembre 2026, gli amministratori potranno riattivarle, e la fine sarà annunciata nella seconda metà del 2027.',
  },
  libero: {
    en: 'Many messages in a short time stop the sending, and may let the password expire: change it at https://login.libero.it then.',
    it: 'Molti messaggi in poco tempo bloccano l’invio e possono far scadere la password: in quel caso cambiala su https://login.libero.it.',
  },
  tiscali: {
    en: 'Thunderbird’s database notes that the server may accept mail only from Tiscali’s own network.',
    it: 'Il database di Thunderbird segnala che il server potrebbe accettare posta solo dalla rete di Tiscali.',
  },
  eolo: {
    en: 'The servers cannot be reached from outside Italy: switch a VPN off before you try.',
    it: 'I server non sono raggiungibili da fuori Italia: disattiva una eventuale VPN prima di provare.',
  },
  fastweb: {
    en: 'On Fastweb’s lines outbound port 25 is blocked: use 587 or 465 with whatever provider.',
    it: 'Sulle linee Fastweb la porta 25 in uscita è bloccata: usa 587 o 465 con qualsiasi provider.',
  },
  poste: {
    en: 'Old programs gave the part before the @ as the user name: try it where the whole address is refused.',
    it: 'Vecchi programmi indicavano come nome utente la parte prima della @: provala se l’indirizzo intero viene rifiutato.',
  },
  'aruba-pec': {
    en: 'Certified mail leaves through this server only: another one cannot send it.',
    it: 'La posta certificata parte solo da questo server: un altro non la può spedire.',
  },
  'register-it': {
    en: 'When two thirds of the messages of an hour fail for the moment, sending is stopped for four hours ("SENDER REJECTED").',
    it: 'Quando due terzi degli invii di un’ora falliscono temporaneamente, l’invio è sospeso per quattro ore ("SENDER REJECTED").',
  },
  icloud: {
    en: 'With a domain of your own, the user name is your address at iCloud.',
    it: 'Con un dominio tuo, il nome utente è il tuo indirizzo iCloud.',
  },
  'gmx-com': {
    en: 'gmx.it, gmx.com and gmx.fr use mail.gmx.com; gmx.de, gmx.net and gmx.at use mail.gmx.net.',
    it: 'gmx.it, gmx.com e gmx.fr usano mail.gmx.com; gmx.de, gmx.net e gmx.at usano mail.gmx.net.',
  },
  postmark: {
    en: 'There is no TLS from the first byte: port 465 does not answer.',
    it: 'Non c’è TLS dal primo byte: la porta 465 non risponde.',
  },
  ses: {
    en: 'Put the region of your account into the host name. Port 25 is slowed down on EC2: use 587 or 2587.',
    it: 'Metti nel nome dell’host la regione del tuo account. Su EC2 la porta 25 è rallentata: usa 587 o 2587.',
  },
  proton: {
    en: 'Free accounts have no way in for programs: a paid plan is needed, with an SMTP token or with Bridge.',
    it: 'Gli account gratuiti non hanno un accesso per i programmi: serve un piano a pagamento, con un token SMTP o con Bridge.',
  },
  mailtrap: {
    en: 'The sandbox never delivers: a test that succeeds there has reached nobody.',
    it: 'La sandbox non consegna mai: una prova riuscita lì non ha raggiunto nessuno.',
  },
};
