import type { WordingGroup } from './wording.ts';

/** What servers say about the sender. */
export const senderWordings: readonly WordingGroup[] = [
  {
    detail: 'sender-not-owned',
    rows: [
      {
        says: '{sender} ~2 not_confirmed|signature_not_confirmed',
        example: '422 Sender signature not confirmed',
        source: 'Postmark',
        strength: 'sure',
      },
      {
        says: 'relaying_disallowed_as',
        example: '553 Relaying disallowed as ada@example.com',
        source: 'Zoho Mail, error codes',
        strength: 'sure',
      },
      {
        says: 'not_allowed|not_authorized|not_permitted|cannot|may_not ~ send ~2 mail|email|messages ~2 with|as|from|using ~2 address|sender|domain',
        example: '554 not allowed to send mail with this address',
        source: 'TIM, Alice',
        strength: 'sure',
      },
      {
        says: 'not_owned_by',
        example: '553 5.7.1 <ada@example.com>: Sender address rejected: not owned by user bob@example.com',
        source: 'Postfix smtpd_check.c',
        strength: 'sure',
      },
      {
        says: 'permission*|allowed|authorized|authorised|rights|permitted ~ send|sending|submit ~ as|from|on_behalf|using ~ sender|this_sender|address|@address|behalf|domain',
        example: '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: 'sendasdenied|send_as_denied|send_as',
        example: '554 5.2.252 SendAsDenied; ada@example.com not allowed to send as bob@example.com',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: 'sendasdenied|send_as_denied',
        example: '554 5.2.252 SendAsDenied; ada@example.com not allowed to send as bob@example.com',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: '{sender} ~ must|should|does_not|not ~ match|same|equal|belong ~~ {auth}|user|login|account|authenticated|authorization',
        example: '553 From address must match the authenticated user',
        source: '163 mail, hosting servers',
        strength: 'sure',
      },
      {
        says: '{sender} ~~ same ~ authorization|authenticated|auth|login',
        example: '553 Mail from must equal authorized user; mail_from should be same as authorization user',
        source: '163 mail, QQ Mail, error codes',
        strength: 'sure',
      },
      {
        says: 'mail_from_must_equal_authorized_user|must_equal_authorized',
        example: '553 Mail from must equal authorized user',
        source: '163 mail, error codes',
      },
      {
        says: 'send_mail_as ~~ misconfigured|settings',
        example:
          "You're sending this from a different address or alias using the 'Send mail as' feature. The settings for your 'Send mail as' account are misconfigured",
        source: 'Gmail bounces',
      },
      {
        says: '{sender} ~ mismatch*|not_match|does_not_match|is_mismatched ~~ from|header|authenticated|client',
        example: '550 Error: MAIL FROM is mismatched with message header from address!',
        source: 'Alibaba Mail',
      },
    ],
  },
  {
    detail: 'sender-unverified',
    rows: [
      {
        says: 'from_address|sender_identity ~ not|match ~ verified',
        example:
          '550 The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.',
        source: 'SendGrid',
        strength: 'sure',
      },
      {
        says: '{sender}|email_address|identities ~ not_verified|unverified|not_been_verified|verification_failed|could_not_be_verified',
        example:
          '554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1: ada@example.com',
        source: 'Amazon SES',
        strength: 'sure',
      },
      {
        says: 'unverified ~2 sender|address & !recipient',
        example: '450 4.1.7 <ada@example.com>: Sender address rejected: unverified address',
        source: 'Postfix smtpd_check.c',
      },
    ],
  },
  {
    detail: 'account-restricted',
    rows: [
      {
        says: 'bad_outbound|outbound_spam|outbound_sender',
        example: '550 5.1.8 Access denied, bad outbound sender',
        source: 'Microsoft 365, Restricted entities',
        strength: 'sure',
      },
      {
        says: 'account|user|sender|mailbox ~ {reject}|restricted|suspended|disabled ~2 send|sending',
        example: '550 5.7.1 This account is blocked from sending',
        source: 'hosting servers',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'sender-blocked',
    rows: [
      {
        says: 'blocked_senders|blocked_sender|sender_blocked|blocked_sender_list|sender_blacklist*|blacklisted_sender',
        example: '550 Rejected by header based manually Blocked Senders: ada@example.com',
        source: 'Mimecast',
        strength: 'sure',
      },
      {
        says: 'manually_blocked|blocked_senders|user_entry|envelope_blocked & !spam_signature|spam',
        example: '550 Envelope blocked - User Entry',
        source: 'Mimecast',
        strength: 'sure',
      },
      {
        says: '{sender}|@address ~ blocked|blacklisted|banned|blacklist|denied|block_list|on_our_block*',
        example: '550 5.7.1 <ada@example.com>: Sender address blocked',
        source: 'hosting servers',
      },
      {
        says: 'blocked|banned|blacklisted ~2 {sender}',
        example: '550 5.7.1 Blocked sender',
        source: 'hosting servers',
      },
      {
        says: 'recipient_preferences|user_preferences|personal_block*',
        example: '550 5.1.1 Refused due to recipient preferences',
        source: 'Facebook',
      },
    ],
  },
  {
    detail: 'sender-malformed',
    rows: [
      {
        says: '{sender} ~ syntax|malformed|not_a_valid_rfc|not_rfc',
        example: '501 5.1.7 Bad sender address syntax',
        source: 'Postfix smtpd.c',
        strength: 'sure',
      },
      {
        says: 'bad|malformed|invalid ~ {sender} ~ syntax',
        example: '501 5.1.7 Bad sender address syntax',
        source: 'Postfix smtpd.c',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'members-only',
    rows: [
      {
        says: 'only ~ members|subscribers|internal|authenticated|within|inside|organization ~ {message}|send|post|senders|users|may',
        example: '550 5.7.1 Only members of this list may post messages',
        source: 'Mailman, Google Groups',
        strength: 'sure',
      },
      {
        says: 'not_allowed|not_permitted|permission|not_authorized|cannot|may_not|restricted ~2 post|send|write|submit ~ list|group|recipient|this_recipient|distribution & !may_not_exist|not_exist',
        example: '550 5.7.1 You are not allowed to post to this mailing list',
        source: 'Mailman, Sympa',
        strength: 'sure',
      },
      {
        says: 'not_authorized|not_permitted|not_allowed|no_permission|permission ~ send ~ recipient|group|user|list|mailbox',
        example: '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized to send to this recipient',
        source: 'Exchange',
        strength: 'sure',
      },
      {
        says: 'restricted ~ sender|senders|recipient|to',
        example: '550 5.7.1 RESOLVER.RST.RestrictedToRecipientsPermission; restricted to allowed senders',
        source: 'Exchange',
        strength: 'sure',
      },
      {
        says: 'resolver rst|sender_not_authenticated_for_group|rst_auth_required',
        example: '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: 'non_member|nonmember|not_a_member|not_subscribed|subscribers_only|members_only',
        example: '550 5.7.1 Non-member submissions are not allowed',
        source: 'ezmlm, Majordomo',
      },
    ],
  },
  {
    detail: 'sender-unroutable',
    rows: [
      {
        says: '{sender} ~ verify|verification|verified|callout|callback ~ {fail}|not|unable',
        example: '550 Sender verify failed',
        source: 'Exim, default configuration',
        strength: 'sure',
      },
      {
        says: 'could_not|cannot|unable|failed|not ~2 verify|verified|complete|verification ~ {sender} & !from_address|identity|signature',
        example: '550 Could not complete sender verify callout',
        source: 'Exim',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'sender-domain',
    rows: [
      {
        says: 'domain|domaine|dominio ~2 expediteur|l_expediteur|mittente|remitente|remetente ~ {absent}',
        example: "550 5.1.8 Le domaine de l'expéditeur n'existe pas",
        source: 'French hosting servers',
        strength: 'sure',
      },
      {
        says: '{sender} ~ domain|host|@host ~ {absent}|not_resolve|does_not_resolve|unresolvable|not_exist|must_resolve|unroutable|no_mx|null_mx',
        example: '550 5.1.8 <ada@example.invalid>: Sender address rejected: Domain not found',
        source: 'Postfix smtpd_check.c',
        strength: 'sure',
      },
      {
        says: 'domain ~ of ~ sender ~~ {absent}|does_not_resolve|not_resolve|must_exist|must_resolve',
        example: '553 5.1.8 Domain of sender address ada@example.invalid does not exist',
        source: 'Sendmail',
        strength: 'sure',
      },
      {
        says: 'sender|sender_address|from|mailfrom|return ~ domain|host ~~ must|does_not|not|no|cannot|unable|couldnt|could_not|invalid|null ~ exist|resolve|found|mx|valid|dns|a_record|domain',
        example: '550 5.1.8 Sender domain must exist',
        source: 'RFC 1846, hosting servers',
        strength: 'sure',
      },
      {
        says: 'unroutable|unrouteable|unresolvable|undeliverable ~2 {sender}',
        example: '550 Unroutable sender address',
        source: 'Exim, verify = sender',
        strength: 'sure',
      },
      {
        says: '{sender} ~ domain_not_found|domain_is_invalid|invalid_domain|domain_invalid|has_no_mx',
        example: '550 5.1.8 Sender address rejected: Domain not found',
        source: 'Postfix smtpd_check.c',
        strength: 'sure',
      },
      {
        says: '@host ~ does_not_exist|doesnt_exist|not_resolve|does_not_resolve & !@address|hostname|dns',
        example: '553 mail.example.invalid does not exist',
        source: "Sendmail, check of the sender's domain",
        strength: 'sure',
      },
      {
        says: 'invalid|bad|fake|nonexistent|unresolvable|unknown ~ sender|from ~ domain',
        example: '553 5.1.8 Invalid sender domain',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: '{sender}|from|mail_from ~~ null_mx|nullmx',
        example: '550 5.7.27 Sender address has null MX',
        source: 'RFC 7505 §4.2',
        strength: 'sure',
      },
      {
        says: 'mail_from|sender|from ~ domain ~ has_no ~ mx|a|dns',
        example: '550 5.1.8 The MAIL FROM domain has no MX',
        source: 'hosting servers',
      },
    ],
  },
  {
    detail: 'sender-rejected',
    rows: [
      {
        says: 'sender_not_whitelisted|not_whitelisted',
        example: '550 Sender not whitelisted by recipient',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'sender_address_rejected',
        example:
          '550 5.1.0 <ada@example.com>: Sender address rejected: User unknown in virtual mailbox table',
        source: 'Postfix, reject_unlisted_sender',
        strength: 'sure',
      },
      {
        says: 'sender_address_rejected|sender_rejected|sender_denied|sender_address_refused',
        example: '501 5.1.0 Sender address rejected',
        source: 'Postfix smtpd_check.c with access maps',
      },
      {
        says: '{sender} ~ {reject}|invalid|not_valid|unknown|not_found|invalide',
        example: '550 5.1.0 <ada@example.com> sender rejected',
        source: 'Cox, Charter',
      },
      {
        says: '{reject}|invalid|unknown|bad|wrong|suspected|illegal ~2 {sender}',
        example: '501 5.1.0 Emetteur invalide. Invalid Sender.',
        source: 'Orange',
      },
      {
        says: 'forged|fake|spoofed ~2 {sender}',
        example: '550 5.7.1 Forged sender address',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: '{sender} ~2 spoof*|forg*|fake',
        example: '550 5.7.1 sender address is forged',
        source: 'hosting servers',
      },
      {
        says: 'not_accept|no ~ null|bounces|empty ~ sender|return_path|mail_from',
        example: '550 5.7.1 We do not accept mail with an empty sender',
        source: 'hosting servers',
      },
    ],
  },
];
