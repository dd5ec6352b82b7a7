import type { WordingGroup } from './wording.ts';

/** What servers say of the sending host's name and reputation. */
export const reputationWordings: readonly WordingGroup[] = [
  {
    detail: 'ptr-mismatch',
    rows: [
      {
        says: 'hostname|host_name ~~ does_not_resolve ~2 address|@ip|to',
        example: 'warning: hostname mail.example.com does not resolve to address 192.0.2.1',
        source: 'Postfix smtpd_peer.c',
        strength: 'sure',
      },
      {
        says: '{ptr}|hostname|host_name|client ~ mismatch*|does_not_match|not_match|forged|inconsistent|not_matching|doesnt_match|doesnt_resolve_back & !certificate*|altnames',
        example: '450 4.7.25 Client host rejected: reverse DNS does not match',
        source: 'Postfix, hosting servers',
        strength: 'sure',
      },
      {
        says: '{ptr} ~~ match|matches|not_match|mismatch|resolve_back|forward_lookup',
        example: '550 5.7.1 Reverse DNS name does not match the forward lookup',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'forged ~ hostname|ip|host_name',
        example: '550 5.7.1 possibly forged hostname',
        source: 'Sendmail',
      },
    ],
  },
  {
    detail: 'ptr-missing',
    rows: [
      {
        says: 'no|without|missing|generic ~2 host_name|hostname|ptr ~ ip|ip_address|names|record',
        example: 'no host name found for IP address 192.0.2.1',
        source: 'Exim, host name lookup',
        strength: 'sure',
      },
      {
        says: '{ptr} ~ {absent}|mancante|keinen|pas_de|generic|generico|refused|rejected',
        example: '550 Reverse DNS mancante',
        source: 'Italian hosting servers',
        strength: 'sure',
      },
      {
        says: 'keinen|pas_de|senza|sin|ohne|generic ~2 {ptr}',
        example: '550 Ihre IP-Adresse hat keinen gültigen PTR-Eintrag',
        source: 'German hosting servers',
        strength: 'sure',
      },
      {
        says: '{ptr} ~~ {absent}|{fail}|{require}|not|no|none|does_not|doesnt|unable|cannot|without|configured|have|valid|set_up|set|bad|generic|entry|record & !match|matches|mismatch*',
        example: '554 5.7.1 PTR record not found for 192.0.2.1',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'no|without|missing|lack*|not|cannot|cant|find|bad|invalid|have|must|valid|fix|unable|failed|require* ~ {ptr}',
        example: '550 5.7.1 Fix reverse DNS for 192.0.2.1',
        source: 'Comcast, AOL',
        strength: 'sure',
      },
      {
        says: 'cannot_find|unable_to_find|could_not_find|no ~ your ~ hostname|host_name|reverse_hostname',
        example: '450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]',
        source: 'Postfix smtpd_check.c',
        strength: 'sure',
      },
      {
        says: 'cannot_find_your_hostname|cannot_find_your_reverse_hostname',
        example: '450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]',
        source: 'Postfix smtpd_check.c',
      },
      {
        says: 'ip_name_lookup|ip_lookup|name_lookup ~ {fail}',
        example: '450 4.7.1 Access denied. IP name lookup failed [192.0.2.1]',
        source: 'Sendmail, FEATURE(require_rdns)',
      },
      {
        says: 'unverif* ~2 sending_ip*|ip|ips|i_ps',
        example: '450 service permits 2 unverifyable sending IPs - mail.example.com is not 192.0.2.1',
        source: 'MagicMail',
        strength: 'sure',
      },
      {
        says: 'ip|@ip|ip_address ~ does_not|doesnt|no|without|not ~ name|hostname|dns|rdns|dns_name|host_name',
        example: '550 Your IP address does not have a DNS name',
        source: 'hosting servers',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'helo-invalid',
    rows: [
      {
        says: 'invalid|unknown|bad|illegal ~2 domain|host|hostname|name',
        example: '501 5.0.0 Invalid domain name',
        source: 'Sendmail, in answer to EHLO',
        strength: 'sure',
        stage: 'hello',
      },
      {
        says: 'helo|ehlo|heloname|helo_name ~~ {reject}|{absent}|{fail}|fqdn|fully_qualified|resolve|mismatch*|match|name|must|syntax',
        example: '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname',
        source: 'Postfix smtpd_check.c',
        strength: 'sure',
      },
      {
        says: '{reject}|invalid|bad|wrong|fake|forged|need|malformed|spoofed|syntactically_invalid ~ helo|ehlo|helo_name',
        example: '501 Syntactically invalid HELO argument(s)',
        source: 'Exim, src/smtp_in.c',
        strength: 'sure',
      },
      {
        says: 'fully_qualified|fqdn',
        example: '504 5.5.2 need fully-qualified hostname',
        source: 'Postfix smtpd_check.c',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'dial-up-address',
    rows: [
      {
        says: 'dynamic|dial_up|dialup|dynamically|residential|adsl|dhcp|dyn ~ ip|address|addresses|host|hosts|user|pool|range|assigned|customers|network|client|ips',
        example: '550 5.7.1 Mail from dynamic/residential IP addresses is not accepted',
        source: 'AOL, Spamhaus PBL',
        strength: 'sure',
      },
      {
        says: 'pbl',
        example: '550 5.7.1 Client host [192.0.2.1] blocked using Spamhaus PBL',
        source: 'Spamhaus PBL',
        strength: 'sure',
      },
      {
        says: 'dul|duhl|dnsbl_dynamic|dialups',
        example: '554 5.7.1 blocked using dul.dnsbl.sorbs.net',
        source: 'SORBS DUHL',
        strength: 'sure',
      },
      {
        says: 'not_authorized|not_allowed|not_permitted ~ send ~ directly',
        example:
          "550-5.7.1 The IP you're using to send mail is not authorized to send email directly to our servers.",
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'domain-blocklisted',
    rows: [
      {
        says: 'domain|mailfrom_domain|helo_domain|sender_domain ~ is|listed|blocked|blacklisted ~2 {blocklist}',
        example: '550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus.',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: 'reputation ~ of ~ domain',
        example: '550 5.7.1 very low reputation of the sending domain',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'domain ~ reputation|blacklist*|listed|banned|block_list',
        example: '550 5.7.1 sender domain is blacklisted',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'lowreputation|low_reputation ~ domain',
        example:
          '550 5.7.1 Due to the very low reputation of the sending domain, this message has been blocked (Code 2).',
        source: 'Gmail, forwarded',
      },
    ],
  },
  {
    detail: 'address-blocklisted',
    rows: [
      {
        says: '{client}|you|message|mail ~~ listed|blacklist*|blocklist*|black_list*|block_list*|black_listed',
        example: '550 5.7.1 IP address blacklisted by recipient',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'blocked|rejected|listed|refused|using|found|see|blocked_using|due_to ~ {blocklist} & !mail_from_domain|helo_domain|sender_domain',
        example: '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
        source: 'Postfix, reject_rbl_client',
        strength: 'sure',
      },
      {
        says: '{blocklist} ~~ blocked|rejected|listed|refused|see|removal|remove|delist*|reject*|lookup|query & !mail_from_domain|helo_domain|sender_domain',
        example:
          '550 JunkMail rejected - mail.example.com [192.0.2.1] is in an RBL, see https://www.spamcop.net/bl.shtml?192.0.2.1',
        source: 'SpamCop, cPanel',
        strength: 'sure',
      },
      {
        says: 'blocked_using @host',
        example: '550 5.7.1 Service unavailable; client [192.0.2.1] blocked using prs.proofpoint.com',
        source: 'Postfix, reject_rbl_client',
        strength: 'sure',
      },
      {
        says: 'blocked_using & !spam_pattern|spam',
        example:
          '550 5.7.1 Service unavailable; client [192.0.2.1] blocked using Cloudmark Sender Intelligence',
        source: 'Postfix, reject_rbl_client',
        strength: 'sure',
      },
      { says: '{blocklist}', example: '554 5.7.1 DNSBL', source: 'hosting servers' },
      {
        says: 'part_of_their_network|part_of_your_network',
        example:
          "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
        source: 'Outlook.com',
      },
      {
        says: 'banned ~ ip|sending_ip|address|sender_ip',
        example: '550 5.7.606 Access denied, banned sending IP [192.0.2.1]',
        source: 'Exchange Online',
      },
      {
        says: 'delist*|removal',
        example: '550 5.7.606 To request removal from this list please visit https://sender.office.com/',
        source: 'Exchange Online',
      },
    ],
  },
  {
    detail: 'reputation',
    rows: [
      {
        says: 'due_to|because ~2 poor|bad|low|negative|ip ~2 reputation',
        example: '421 4.7.0 Your IP has been throttled due to poor reputation',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'not_allowed|not_permitted|not_authorized ~2 connect',
        example: '554 5.7.1 You are not allowed to connect.',
        source: 'Symantec',
        strength: 'sure',
      },
      {
        says: 'a_problem_occurred & bl',
        example: '554 IP=192.0.2.1 - A problem occurred. (Ask your postmaster for help.) (BL)',
        source: 'T-Online',
        strength: 'sure',
      },
      {
        says: 'comcast_block|block_for_spam|aup',
        example: '550 5.2.0 sender rejected. AUP#CXSNDR',
        source: 'Cox, Comcast',
        strength: 'sure',
      },
      {
        says: 'connection_refused & !connect_to',
        example: '554 5.7.1 Connection refused',
        source: 'hosting servers, to unwanted addresses',
        strength: 'sure',
        reply: true,
      },
      {
        says: '{reputation}',
        example: '421 4.7.0 IP has poor reputation',
        source: 'Gmail, Cisco and others',
        strength: 'sure',
      },
      {
        says: 'messages|mail|email|mails ~2 from ~2 @ip ~ werent_sent|not_sent|rejected|blocked|refused|deferred|not_accepted',
        example: "550 SC-001 Unfortunately, messages from 192.0.2.1 weren't sent.",
        source: 'Outlook.com',
      },
      {
        says: 'blocked|banned|rejected|refused|denied|block ~2 {client}|ip|ip_address|@ip',
        example: '550 5.7.1 Blocked IP 192.0.2.1',
        source: 'hosting servers',
      },
      {
        says: '{client}|ip ~ banned|blocked|block|rejected|denied|refused|blackholed|quarantined|filtered',
        example: '550 Access from ip address 192.0.2.1 blocked.',
        source: 'Mail.ru',
      },
      {
        says: 'unusual_rate ~ unsolicited',
        example:
          '421 4.7.0 Our system has detected an unusual rate of unsolicited mail originating from your IP address.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: '{client}|ip|connection*|network|sender ~~ abuse|abusive|complaints|spammer|spammers',
        example: '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints',
        source: 'Yahoo, sender error codes',
      },
      {
        says: 'user_complaints|complaint|complaints',
        example:
          '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints',
        source: 'Yahoo, sender error codes',
      },
      {
        says: 'spam*|abuse|unsolicited ~2 from ~2 ip|network|server|you|your|@ip|host|address',
        example: '550 5.7.1 Too much spam from 192.0.2.1',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: '{client}|connection* ~ {reject} & !{blocklist}',
        example: '554 5.7.1 Client host rejected: Access denied',
        source: 'Postfix smtpd_check.c',
      },
      {
        says: 'connection*|connections ~2 from ~ {client} ~ {reject}',
        example: '554 Connections from this host are not accepted',
        source: 'hosting servers',
      },
      {
        says: 'not_accept*|no_longer_accept* ~ connections|mail|email ~ from',
        example: '554 We do not accept mail from this IP',
        source: 'hosting servers',
      },
      {
        says: 'spam_sender|spammer|spammers|spamming|spam_source|open_proxy|open_relay_server|insecure_mail_relay|zombie|botnet|trojaned|infected_host',
        example: '550 Suspected spam sender.',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'service_refuse*|service_refused|connection_rejected|connection_denied',
        example: '550 5.7.1 Service refuse. service refused, please try later. LPN007_510',
        source: 'La Poste',
        strength: 'hint',
      },
      {
        says: 'untrusted|new ~ ip',
        example: '451 4.7.1 Received mail from a new or untrusted IP: 192.0.2.1',
        source: 'hosting servers',
      },
    ],
  },
];
