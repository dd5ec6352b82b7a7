import type { WordingGroup } from './wording.ts';

/** What servers say about SPF, DKIM and DMARC. */
export const senderAuthWordings: readonly WordingGroup[] = [
  {
    detail: 'dmarc-failed',
    rows: [
      {
        says: 'aligned|alignment ~~ spf|dkim|from',
        example:
          "421-4.7.32 Your email has been rate limited because the From: header in this message isn't aligned with either the authenticated SPF or DKIM organizational domain.",
        source: 'Gmail, Email sender guidelines',
        strength: 'sure',
      },
      {
        says: 'dmarc',
        example:
          "550 5.7.1 Unauthenticated email from example.com is not accepted due to domain's DMARC policy.",
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'not_aligned|alignment',
        example: '550 5.7.26 Not aligned with the From domain',
        source: 'Gmail, Email sender guidelines',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'spf-failed',
    rows: [
      {
        says: 'spf ~~ {fail}|{reject}|policy|check*|record|soft*|hard*|rejected & !dkim',
        example: '550 SPF check failed: 192.0.2.1 may not send mail for example.com',
        source: 'pypolicyd-spf and others',
        strength: 'sure',
      },
      {
        says: 'sender_policy_framework',
        example: '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: '{fail}|{reject}|pass|policy|validation|check ~ spf & !dkim',
        example: '550 5.7.1 Fails to pass SPF checks',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'openspf|spf & !dkim',
        example: '550 5.7.1 Please see http://www.openspf.org/Why?id=ada@example.com&ip=192.0.2.1',
        source: 'pypolicyd-spf',
        strength: 'sure',
      },
      {
        says: 'not|invalid|isnt|unauthorized ~ ip|host|server|client ~ send|sending ~ domain',
        example: '554 INVALID IP FOR SENDING MAIL OF DOMAIN example.com',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'does_not|doesnt|not ~ allow|permit|designate|authorize ~ send*|mails|mail|ip|@ip ~ from',
        example: "550 SPF-check failed: 550 example.com doesn't allow sending mails from 192.0.2.1",
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'not_permitted|not_authorized|discouraged|prohibited ~2 domain_owner|owner_of|domains_owner',
        example: '550 The originating IP of the message is not permitted by the domain owner',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'mail_from ~ mismatch* ~ client|ip',
        example: '554 Connection refused(mx). MAIL FROM [ada@example.com] mismatches client IP [192.0.2.1].',
        source: 'NetEase and Coremail',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'dkim-failed',
    rows: [
      {
        says: 'dkim ~~ {fail}|{reject}|signature|policy|check*|missing|required|verif* & !spf',
        example: '550 5.7.20 DKIM signature verification failed',
        source: 'RFC 7372 §3.1',
        strength: 'sure',
      },
      {
        says: '{fail}|{reject}|no|missing|without|bad ~ dkim',
        example: '550 5.7.20 No passing DKIM signature found',
        source: 'RFC 7372 §3.1',
        strength: 'sure',
      },
      {
        says: 'domain_keys|domainkeys|domainkey|adsp',
        example: '550 5.7.1 DomainKeys policy: discard',
        source: 'Yahoo',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'sender-auth',
    rows: [
      {
        says: 'unauthenticated ~ email|mail|message|sender',
        example: '550 5.7.26 Unauthenticated email is not accepted',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'authentication_information|authentication_checks|sender_authentication|email_authentication|message_authentication',
        example:
          '550 5.7.26 This message does not have authentication information or fails to pass authentication checks.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'dkim ~~ spf & {fail}|did_not_pass|neither|either',
        example:
          '550-5.7.26 Authentication results: DKIM = did not pass; SPF [example.com] with ip: [192.0.2.1] = did not pass',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'spf ~2 dkim|or_dkim & {fail}|did_not_pass|neither|either',
        example: '550 5.7.26 Neither SPF nor DKIM passed',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'authentication_information|authentication_checks|sender_authentication|email_authentication|sender_id|unauthenticated_email',
        example: '550 5.7.26 This message does not have authentication information',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'sender ~2 unauthenticated|not_authenticated & !resolver|group',
        example: '550 5.7.26 The sender is unauthenticated',
        source: 'Gmail bounces',
        strength: 'sure',
      },
      {
        says: 'required_authentication_level',
        example:
          '550 5.7.515 Access denied, sending domain example.com does not meet the required authentication level.',
        source: 'Outlook.com',
        strength: 'sure',
      },
    ],
  },
];
