import type { Interpretation } from '../../../replies/interpretation.ts';
import type { CauseTexts } from '../../cause-text.ts';
import { isOwnLogin, loginCommand, loginHost } from '../../login-command.ts';
import { steps } from '../../next-step.ts';
import { isMicrosoft365, isOauthOnly, providerStep } from '../../provider-advice.ts';
import { isDelivery, refusedDomainOf } from '../../recipient-subject.ts';
import { commandOn } from '../../reply-subject.ts';
import { at, host, linkStep, REPLIER, waitOr } from './phrases.ts';

const USER_NAME = 'Give the whole address as the user name, not only the part before the @.';
const ADD_DOMAIN =
  'its administrator adds it; Postfix: `mydestination`, `relay_domains` or `virtual_mailbox_domains`';
const RIGHT_SERVER = 'Check that the server is the one for this address: `smtp-doctor settings ADDRESS`';

function oauthSteps(seen: Interpretation): string[] {
  return steps(
    providerStep(seen, 'en', 'oauth', 'app-password') ??
      'Add the account to the mail program again and choose OAuth, or the provider’s own sign-in window, as the way to authenticate.',
    'If the program is too old for OAuth, update or replace it.',
    providerStep(seen, 'en', 'smtp-switch') === undefined &&
      'For a device or script that cannot, send through a relay that still takes a password, as a sending service does.',
    `Try a token: ${loginCommand(seen, 'ADDRESS', ' --token-stdin')}`,
    linkStep(seen),
  );
}

/** Refusals of a login, of its absence and of encryption, in English. */
export const loginCauses: CauseTexts<
  'auth-failed' | 'auth-method' | 'auth-required' | 'tls' | 'relay-denied'
> = {
  'auth-failed': {
    title: 'User name or password refused',
    meaning: (seen) => {
      if (isOauthOnly(seen))
        return 'The server did not accept this user name with this password. This provider has gone over to OAuth, and hardly ever takes a password over SMTP, be it right or wrong.';
      return seen.temporary === true
        ? 'The server did not accept the login, with a code that means "for now". The password may be wrong, or the server could not reach what it checks passwords with.'
        : 'The server did not accept this user name with this password. The password is wrong or was changed, the user name is written in another form than the server expects, or the account may not log in over SMTP; the server does not tell which, so as not to help guessers.';
    },
    fix: (seen) => {
      if (isOauthOnly(seen)) return oauthSteps(seen);
      return steps(
        providerStep(seen, 'en', 'password', 'app-password', 'oauth'),
        providerStep(seen, 'en', 'app-password') === undefined
          ? 'Log in to the provider’s web mail with the same user name and password; if that fails too, reset the password there.'
          : 'Log in to the provider’s web mail with the account’s own password (an app password does not work there); if that fails too, reset it.',
        USER_NAME,
        !isOwnLogin(seen) && `Try the login outside the mail program, once: ${loginCommand(seen, 'ADDRESS')}`,
        RIGHT_SERVER,
        linkStep(seen),
      );
    },
    avoid:
      'Do not let a program retry with the same password: some failures in a row lock the account or block your address.',
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-6',
  },
  'account-locked': {
    title: 'The account is locked for logins',
    meaning: () =>
      'The server knows the account and lets nobody log in to it now, not even with the right password. Usual reasons are too many failed logins, mail that looked like spam, an unpaid bill, or an administrator’s decision.',
    fix: (seen) =>
      steps(
        linkStep(seen),
        providerStep(seen, 'en', 'locked', 'web-login'),
        'Log in to the provider’s web mail: it mostly shows the reason and a way to unlock the account.',
        seen.facts.waitSeconds !== undefined && `Else wait ${waitOr(seen, '')}, without trying in between.`,
        'Find the phone, printer or script that still sends an old password, and correct it first: it locks the account again.',
        'If the web mail is closed as well, write to the provider’s support: the address, the time of the failure and the whole reply.',
        `Once it is unlocked: ${loginCommand(seen, 'ADDRESS')}`,
      ),
    avoid: 'Do not go on trying: each attempt can prolong the lock.',
  },
  'token-rejected': {
    title: 'The OAuth token is refused',
    meaning: () =>
      'The login was made with an OAuth token (XOAUTH2 or OAUTHBEARER), and the server does not accept it. It has expired, which most do after an hour, was revoked, lacks the permission to send mail, or was issued for another user.',
    fix: (seen) =>
      steps(
        'Fetch a new access token with the refresh token; if that is refused too, let the user sign in and consent again.',
        providerStep(seen, 'en', 'oauth') ??
          'Check that the token was requested with the provider’s permission (scope) for SMTP.',
        'Check that the user in the login string is the mailbox for which the token was issued.',
        `Try the new token alone: ${loginCommand(seen, 'ADDRESS', ' --token-stdin')}`,
        linkStep(seen),
      ),
    avoid: 'Do not send the same token again: what has expired stays expired.',
    see: 'https://www.rfc-editor.org/rfc/rfc7628',
  },
  'auth-method': {
    title: 'This way of logging in is not accepted',
    meaning: () =>
      'The server refuses the kind of login before the password matters: the provider wants an app password or OAuth, SMTP logins are switched off for the account, or the mechanism is not one that it offers.',
    fix: (seen) =>
      steps(
        providerStep(seen, 'en', 'app-password', 'oauth', 'smtp-switch'),
        linkStep(seen),
        'Let the mail program sign in through the provider’s own window (OAuth), if it can.',
        'Otherwise create an app password in the account’s security settings and use that.',
        `See which mechanisms are offered, and try one: ${loginCommand(seen, 'ADDRESS')}`,
      ),
    avoid: 'Do not change the password because of it: the kind of login is refused, not the password.',
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'app-password-required': {
    title: 'An app password is needed',
    meaning: () =>
      'The account is protected by a second factor, which SMTP has no way to ask for. The provider therefore refuses the account’s own password here, right as it may be, and takes one made for a single program.',
    fix: (seen) =>
      steps(
        providerStep(seen, 'en', 'app-password') ??
          'Create an app password in the account’s security settings on the web, and use it in place of the account password.',
        'If the page offers none, switch two-step verification on first; in a company or school account the administrator may have to allow it.',
        `Try it: ${loginCommand(seen, 'ADDRESS')}`,
        linkStep(seen),
      ),
    avoid:
      'Do not switch the second factor off to get round it: most providers then take no password at all.',
  },
  'oauth-required': {
    title: 'Only a login with OAuth is accepted',
    meaning: () =>
      'The provider no longer takes passwords over SMTP (basic authentication), so the right one is refused too. The program has to send a token that the user obtains by signing in at the provider’s page.',
    fix: oauthSteps,
    avoid: 'Do not reset the password: no password is accepted here.',
    see: 'https://www.rfc-editor.org/rfc/rfc7628',
  },
  'smtp-auth-disabled': {
    title: 'SMTP logins are switched off for this account',
    who: ({ statement }) =>
      isMicrosoft365(statement)
        ? 'your Microsoft 365 administrator'
        : 'you, or whoever administers the account',
    meaning: () =>
      'The server could take a login with SMTP, and it has been switched off for this mailbox or for the whole organisation. User name and password were not even looked at.',
    fix: (seen) =>
      steps(
        providerStep(seen, 'en', 'smtp-switch') ??
          'Switch SMTP, or access by mail programs, on in the account’s settings on the web.',
        'If you do not administer the account, write to whoever does that SMTP AUTH is disabled for your address, and add the whole reply.',
        `When it has been switched on, which can take an hour to work: ${loginCommand(seen, 'ADDRESS')}`,
        linkStep(seen),
      ),
    avoid: 'Do not change the password: it is not what was refused.',
  },
  'web-login-required': {
    title: 'The provider wants a login in the browser first',
    meaning: () =>
      'The login looked unusual to the provider: a new place or device, or long disuse. It wants the owner to sign in on the web and confirm before mail programs may go on.',
    fix: (seen) =>
      steps(
        linkStep(seen),
        providerStep(seen, 'en', 'web-login') ??
          'Log in to the provider’s web mail, from the network that sends if possible, and confirm what it asks.',
        `Then try again within some minutes: ${loginCommand(seen, 'ADDRESS')}`,
        providerStep(seen, 'en', 'app-password', 'oauth') ??
          'If it comes back for a server or a script, use an app password or OAuth, which are not asked for this.',
      ),
    avoid: 'Do not keep trying before that: every attempt confirms the suspicion.',
  },
  'mechanism-unsupported': {
    title: 'The server does not know this login mechanism',
    meaning: () =>
      'The program asked for a mechanism that the server does not support, or not without TLS. What is allowed is in the line AUTH of the answer to EHLO, which often grows once TLS is up.',
    fix: (seen) =>
      steps(
        'Set the program’s authentication to "normal password" under STARTTLS or SSL/TLS, not to "encrypted password", NTLM or Kerberos.',
        `See what the server offers before and after TLS: ${commandOn('probe', loginHost(seen))}`,
        `Try the login with a mechanism that it offers: ${loginCommand(seen, 'ADDRESS')}`,
        providerStep(seen, 'en', 'oauth', 'app-password'),
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc4954#section-4',
  },
  'auth-required': {
    title: 'The server wants a login first',
    meaning: (seen) =>
      `The server takes mail only from users who have logged in; nobody had, and it refused${at(seen)}. Either the program is not set to log in for sending, or it found no AUTH on offer, which is often there only after TLS.`,
    fix: (seen) =>
      steps(
        providerStep(seen, 'en', 'oauth', 'app-password') === undefined
          ? 'In the program’s settings for outgoing mail, switch authentication on, with the user name and password used for reading.'
          : 'In the program’s settings for outgoing mail, switch authentication on.',
        providerStep(seen, 'en', 'app-password', 'oauth'),
        'Choose STARTTLS on port 587 or SSL/TLS on port 465: without TLS many servers hide the login.',
        `Try the login alone: ${loginCommand(seen, 'ADDRESS', isOauthOnly(seen) ? ' --token-stdin' : '')}`,
        `If a mail server, not a user, got this while delivering, the recipient’s MX points at a host for users; tell that domain’s postmaster: ${commandOn('domain', refusedDomainOf(seen) ?? 'DOMAIN')}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc6409#section-4.3',
  },
  tls: {
    title: 'Encryption failed or is missing',
    meaning: (seen) =>
      `TLS could not be set up, or one side insists on it and the other did not use it; the server said so${at(seen)}. The reply says no more than that.`,
    fix: (seen) => [
      `See what happens step by step: ${commandOn('starttls', host(seen))}`,
      'Set STARTTLS for port 587 or 25, SSL/TLS for port 465, and not the other way round.',
      'If it fails there too, send its result to the server’s administrator.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc3207',
  },
  'tls-required': {
    title: 'The server insists on TLS',
    meaning: (seen) =>
      `The server goes on over an encrypted connection only; TLS was not up, and it refused${at(seen)}. A login or a message in clear text would be readable on the way.`,
    fix: (seen) =>
      steps(
        'Set the program to STARTTLS on port 587, or to SSL/TLS on port 465.',
        'On a sending server, allow TLS for outgoing mail; Postfix: `smtp_tls_security_level = may`',
        `Check that STARTTLS is offered to you: ${commandOn('starttls', host(seen))}`,
        'If the check does not see it, a firewall or antivirus on the way removes it; switch its mail inspection off.',
      ),
    avoid: 'Do not look for a port without encryption.',
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'tls-unnoticed': {
    title: 'The server asks for TLS, and has it',
    who: () => REPLIER,
    meaning: (seen) =>
      `The connection was encrypted, and still the server refused${at(seen)} as if it were not. Mostly something before it ends the encryption, such as a load balancer or a proxy, and does not tell it.`,
    fix: (seen) =>
      steps(
        'On the server: let it end TLS itself, or trust what stands before it (Postfix: `smtpd_upstream_proxy_protocol`, Dovecot: `haproxy_trusted_networks`).',
        'If the server is not yours, send its administrator this reply, and that it came under TLS.',
        `The other way of encrypting may take another path: ${commandOn('probe', `${host(seen)}:465`)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'tls-unavailable': {
    title: 'The server cannot do TLS now',
    who: () => REPLIER,
    meaning: ({ temporary }) =>
      `The server would do TLS, but it could not begin: nearly always its certificate or key cannot be read, or it has run out of something.${temporary === true ? ' It calls that temporary; until somebody fixes it, it is not.' : ''}`,
    fix: (seen) => [
      'On the server, read the mail log at this time: certificate and key must exist, belong together and be readable by the mail service.',
      'If the server is not yours, tell its administrator: STARTTLS is offered and fails, with the time and the reply.',
      `Meanwhile TLS from the first byte may work: ${commandOn('probe', `${host(seen)}:465`)}`,
    ],
    avoid: 'Do not send the password without TLS instead.',
    see: 'https://www.rfc-editor.org/rfc/rfc3207#section-4',
  },
  'tls-mode-wrong': {
    title: 'TLS is set the wrong way for this port',
    meaning: () =>
      'One side began with TLS, the other spoke clear text ("wrong version number"). Port 465 encrypts from the first byte; 587 and 25 begin in clear text and change over with STARTTLS.',
    fix: (seen) => [
      'Set SSL/TLS for port 465, or STARTTLS for port 587 or 25; in nodemailer and many libraries `secure: true` belongs to 465 only.',
      `See which of the two the port speaks: ${commandOn('probe', host(seen))}`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8314#section-3',
  },
  'tls-version-refused': {
    title: 'No TLS version in common',
    meaning: () =>
      'Both sides wanted TLS and found no version or cipher that both allow. Mostly one is old and knows TLS 1.0 or 1.1 only, which today’s servers refuse.',
    fix: (seen) => [
      'Update the program or device that sends, or allow TLS 1.2 and 1.3 in it.',
      `See which versions and ciphers the server takes: ${commandOn('starttls', host(seen))}`,
      'If the server is the old one, its administrator allows TLS 1.2; until then, mail reaches it through a relay that still speaks to it.',
    ],
    avoid: 'Do not switch TLS 1.0 back on for everybody on account of one old device.',
    see: 'https://www.rfc-editor.org/rfc/rfc8996',
  },
  'certificate-refused': {
    title: 'The server’s certificate is not trusted',
    meaning: () =>
      'TLS stopped at the certificate: it has expired, is for another name, is self-signed, or lacks the intermediate certificate. An antivirus that reads mail along also puts its own in the place of the server’s.',
    fix: (seen) => [
      `See which of these it is: ${commandOn('starttls', host(seen))}`,
      'Use the server name that is in the certificate, not an alias or an IP address.',
      'If the issuer is an antivirus or a firewall, switch its mail inspection off.',
      'On the server, install a valid certificate with its whole chain; if it is not yours, tell its administrator.',
    ],
    avoid: 'Do not switch the check off: then anybody on the way can read the password.',
    see: 'https://www.rfc-editor.org/rfc/rfc7817',
  },
  'relay-denied': {
    title: 'The server does not relay for you',
    who: (seen) => (isDelivery(seen) ? REPLIER : undefined),
    meaning: (seen) =>
      `The server was asked to pass mail on to a domain that is not its own, by somebody it does not know, and refused${at(seen)}. To send from it you must log in; to be delivered to, it must have the recipient’s domain in its configuration.${seen.temporary === true ? ' The code is temporary, so a mail server tries again for days, in vain until that is fixed.' : ''}`,
    fix: (seen) => {
      const look = commandOn('domain', refusedDomainOf(seen) ?? 'DOMAIN');
      return isDelivery(seen)
        ? [
            `See whether this host is in the MX of the recipient’s domain: ${look}`,
            `If it is, it does not know the domain as its own: ${ADD_DOMAIN}`,
            'If it is not, but is the relay that your server sends through, log in to it; Postfix: `smtp_sasl_auth_enable = yes`',
          ]
        : [
            'If you send as a user, switch authentication on for outgoing mail, on port 587 or 465.',
            `Try it: ${loginCommand(seen, 'ADDRESS')}`,
            RIGHT_SERVER,
            `If a server delivered to the recipient’s MX, look whether the MX is right: ${look}`,
            `If the MX is right, that host does not know the domain as its own: ${ADD_DOMAIN}`,
            'If the sender is on your own network, give the server the network’s addresses; Postfix: `mynetworks`',
          ];
    },
    avoid: 'Do not open the server to everybody: an open relay is on the blocklists within hours.',
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-3.6.2',
  },
};
