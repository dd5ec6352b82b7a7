import type { WordingGroup } from './wording.ts';

/** What servers say to who may not pass mail through them. */
export const relayWordings: readonly WordingGroup[] = [
  {
    detail: 'relay-denied',
    rows: [
      {
        says: 'не_разрешена|запрещена|нельзя ~2 пересылк*',
        example: '550 Не разрешена пересылка через этот сервер',
        source: 'Russian hosting servers',
        strength: 'sure',
      },
      {
        says: 'not|dont|do_not|wont ~ accept|accepting ~2 mail|email|messages ~2 for ~2 domain|domains',
        example: "550 5.7.1 We don't accept mail for this domain",
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'weiterleitung|retransmision|ritrasmissione|пересылк* ~ {reject}',
        example: '550 Weiterleitung nicht erlaubt',
        source: 'German hosting servers',
      },
      {
        says: 'relay*|relaying ~ {reject}|not_configured|prohibited & !disallowed_as',
        example: '554 5.7.1 <ada@example.com>: Relay access denied',
        source: 'Postfix smtpd_check.c',
        strength: 'sure',
      },
      {
        says: '{reject} ~ relay*|relaying',
        example: '550 Denied relay for ada@example.com',
        source: 'Exchange and others',
        strength: 'sure',
      },
      {
        says: 'not|cannot|unable|wont|no|cant ~ relay*|relaying',
        example: '550 5.7.1 Unable to relay for ada@example.com',
        source: 'Exchange',
        strength: 'sure',
      },
      {
        says: 'relay_not_permitted|relay_access_denied|open_relay|no_relaying|not_an_open_relay|non_relay',
        example: '550 relay not permitted',
        source: 'Exim, default configuration',
        strength: 'sure',
      },
      {
        says: 'rcpthosts',
        example: "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
        source: 'qmail-smtpd.c',
        strength: 'sure',
      },
      {
        says: 'trying_to_use_me|use_me_as_a_relay|use_me',
        example:
          '553 you are trying to use me [server-1.tower-1.messagelabs.com] as a relay, but I have not been configured to let you [192.0.2.1, mail.example.com] do this.',
        source: 'MessageLabs, Symantec.cloud',
        strength: 'sure',
      },
      {
        says: 'domain|domains|address ~ not_hosted|not_local|not_handled|not_served',
        example: '550 5.7.1 The recipient domain is not hosted here',
        source: 'hosting servers',
      },
      {
        says: 'unauthorized ~ relay',
        example: '500 Unauthorized relay msg rejected',
        source: 'Lotus and others',
      },
      {
        says: 'unauthorized|unauthorised|illegal relay|relaying',
        example: '500 Unauthorized relay msg rejected',
        source: 'older gateways',
      },
      {
        says: 'not ~ accept|handle ~ mail|email|messages ~ for ~ domain|@host',
        example: '550 5.7.1 We do not accept mail for this domain',
        source: 'hosting servers',
      },
      {
        says: 'not_my_domain|not_our_domain|domain_not_allowed|not_a_local_domain|domain_is_not_local',
        example: '550 not local domain, domain not allowed',
        source: 'Lotus Domino and others',
      },
      {
        says: 'must ~ deliver* ~ relay',
        example: '550 5.7.1 This gateway must not deliver as a relay',
        source: 'older gateways',
      },
      {
        says: 'relais|relay|inoltro ~ refus*|nicht_erlaubt|verweigert|negato|non_consentito|interdit|no_permitido',
        example: '554 relay non consentito',
        source: 'Italian ISPs',
      },
      {
        says: 'server|gateway|we ~2 does_not_accept|do_not_accept ~ mail_for|email_for',
        example: '554 5.7.1 This server does not accept mail for example.com',
        source: 'hosting servers',
        strength: 'sure',
      },
    ],
  },
];
