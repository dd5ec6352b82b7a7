/** What servers say of themselves, in lower case: a password that is one of these is in every other reply. */
const TEXT = `accept accepted access account accounts action active admin administrator again allow allowed and anonymous any
  app application are attempt attempts auth authenticate authenticated authentication authorization authorized
  available backend bad base bearer because before block blocked browser busy cancelled cannot challenge change
  check choose client close closed closing code command connect connection contact could credential credentials
  data database denied different digest disabled domain down email enable enabled encrypted encryption enter error
  exceeded expired failed failure first for forbidden found from generic get goodbye hello help host hostname
  incorrect internal invalid issue later limit limited local locked log login logon lookup mail mailbox mailer
  match maximum mechanism message method missing module must name need network not number off only or oauth over
  pass passwd password passwords permission permitted phrase plain please policy port problem protocol quit rate
  ready reason received refused rejected relay remote request require required requires response restricted retry
  secret secure security send sender sent server service session sign sorry specific ssl start starttls status
  storage submission submit such support supported suspended syntax system temporarily temporary test that the this
  time timeout token too try unable unauthorized unavailable unknown unrecognized unsupported use user username users
  valid verification verify via visit wait was web welcome with wrong you your
  pipelining size chunking smtputf eightbitmime mime deliverby dsn etrn vrfy expn enhancedstatuscodes requiretls
  postfix sendmail exim dovecot exchange google microsoft outlook office yahoo smtp esmtp imap pop
  accesso attendere autenticazione bloccato bloccata casella credenziali errata errato errore fallita fallito
  messaggio nome non operazione posta posto riprova riprovare scaduta servizio utente utenza valida valido
  anmeldung benutzer benutzername fehler fehlgeschlagen falsch falsches gesperrt kennwort konto passwort server
  zugang erreur identifiant incorrecto contrasena clave usuario mot passe motdepasse senha`;
const WORDS = new Set(TEXT.split(/\s+/));

/** Whether a text is made of such words alone, so that to hide it would hide nothing and point at it. */
export function isOrdinary(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 0 && words.every((word) => WORDS.has(word));
}

/** Whether a piece of a text may be no more than pieces of such words. */
export function isPieceOfOrdinary(piece: string): boolean {
  const parts = piece.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.every((part) => TEXT.includes(part));
}
