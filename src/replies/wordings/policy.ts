import type { WordingGroup } from './wording.ts';

/** What servers say when they follow a rule of their own. */
export const policyWordings: readonly WordingGroup[] = [
  {
    detail: 'policy',
    rows: [
      {
        says: 'policy ~ {reject}|violat*|error|reason*|restriction*|rule',
        example:
          '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.verizonmedia.com/error-codes',
        source: 'Yahoo, AOL',
      },
      {
        says: '{reject}|violat*|due_to|delivery|against|accordance ~ policy|policies|security_policies|rule|rules|administrative_prohibition',
        example: '550 5.7.1 Rejected due to policy restrictions',
        source: 'hosting servers',
      },
      {
        says: 'policy|policies',
        example: '552 5.1.1 <ada@example.com> Mailbox delivery failure policy error',
        source: 'hosting servers',
      },
      {
        says: 'administrative* ~ prohibit*|reject*|lock*',
        example: '550 Administrative prohibition',
        source: 'Exim, deny without a message',
      },
      {
        says: 'administratively|administrative_prohibition|local_policy|security_policy|compliance',
        example: '554 5.7.1 Message refused by local policy',
        source: 'hosting servers',
      },
      {
        says: 'access_denied|not_authorized|unauthorized|forbidden|permission_denied|not_permitted',
        example: '554 5.7.1 Access denied',
        source: 'Postfix, Sendmail access maps',
        strength: 'hint',
      },
      {
        says: 'delivery_not_authorized|message_refused|message_rejected|mail_rejected|mail_refused',
        example: '550 5.7.1 Delivery not authorized, message refused',
        source: 'RFC 3463 §3.8',
        strength: 'hint',
      },
      {
        says: '{message}|mail ~ {reject}',
        example: '550 5.2.0 Mail rejete. Mail rejected.',
        source: 'Orange',
        strength: 'hint',
      },
    ],
  },
];
