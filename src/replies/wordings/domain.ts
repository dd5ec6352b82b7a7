import type { WordingGroup } from './wording.ts';

/** What servers and resolvers say about the recipient's domain. */
export const domainWordings: readonly WordingGroup[] = [
  {
    detail: 'domain-takes-no-mail',
    rows: [
      {
        says: 'null_mx|nullmx',
        example: '556 5.1.10 Recipient address has null MX',
        source: 'RFC 7505 §4.2',
        strength: 'sure',
      },
      {
        says: 'domain|host|@host|it ~ does_not|doesnt|do_not ~ accept ~ mail|email|e_mail',
        example: '550 5.1.10 Domain example.com does not accept mail (nullMX)',
        source: 'Postfix smtp_addr.c',
        strength: 'sure',
      },
      {
        says: 'mx ~ no_smtp_service',
        example: 'an MX or SRV record indicated no SMTP service',
        source: 'Exim, routers',
        strength: 'sure',
      },
      {
        says: 'indicated no_smtp_service',
        example: 'an MX or SRV record indicated no SMTP service',
        source: 'Exim, routers',
        strength: 'sure',
      },
      {
        says: 'host_does_not_accept_mail',
        example: '521 5.3.2 Host does not accept mail',
        source: 'RFC 7504 §2',
      },
    ],
  },
  {
    detail: 'domain-dns-failed',
    rows: [
      {
        says: 'domain_lookup|host_lookup ~2 failed|failure|did_not_complete|not_complete',
        example: 'host lookup did not complete',
        source: 'Exim, routers',
        strength: 'sure',
      },
      {
        says: 'name_server|nameserver|dns|name_service ~2 lookup|error|query|failure|timeout ~~ {fail}|{later}|malformed|servfail|timeout',
        example: 'Name service error for name=example.com type=MX: Malformed or unexpected name server reply',
        source: 'Postfix smtp_addr.c',
        strength: 'sure',
      },
      {
        says: 'host_name_lookup|domain_name_lookup|mx_lookup|hostname_lookup|dns_lookup ~ {fail}|{later}',
        example: 'Deferred: Name server: example.com.: host name lookup failure',
        source: 'Sendmail',
        strength: 'sure',
      },
      {
        says: 'dns ~2 query|lookup|failure|fail*|problem|timeout',
        example: '550 5.4.312 Message expired, DNS query failed',
        source: 'Exchange Online',
      },
      { says: 'servfail', example: 'DNS Error: SERVFAIL', source: 'resolvers' },
    ],
  },
  {
    detail: 'domain-unknown',
    rows: [
      {
        says: 'domain|domaine|dominio|domane ~2 recipient|destinataire|destinatario|empfangers ~ {absent}|missing',
        example: '550 5.1.2 Il dominio del destinatario non esiste',
        source: 'Italian hosting servers',
        strength: 'sure',
      },
      {
        says: 'mx|mx_record ~2 missing|absent|not_found ~ recipient|domain',
        example: '550 MX record missing for recipient domain',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'dns_domain ~ {absent}',
        example: '550 5.4.310 DNS domain example.invalid does not exist',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: 'host_or_domain_name_not_found',
        example:
          'Host or domain name not found. Name service error for name=example.com type=A: Host not found',
        source: 'Postfix smtp_addr.c',
        strength: 'sure',
      },
      {
        says: 'host|domain|domain_name|host_name|@host ~2 unknown|not_found|does_not_exist|doesnt_exist|not_exist|couldnt_be_found|could_not_be_found|invalid|not_valid|nonexistent|unrouteable|non_existent|cannot_be_resolved|not_resolve*|does_not_resolve',
        example: '550 5.1.2 <ada@example.com>... Host unknown (Name server: example.com: host not found)',
        source: 'Sendmail',
      },
      {
        says: 'unknown|no_such|unrouteable|illegal|bad|invalid|nonexistent|unroutable ~2 host|domain|domain_name|host_name|mail_domain|destination_domain|mx',
        example: '550 No such domain at this location (ada@example.com)',
        source: 'Mercury and others',
      },
      {
        says: 'domain_name_not_found|name_or_service_not_known|nxdomain|domain_notfound|host_not_found|domain_does_not_exist & !errno|dial_tcp',
        example: 'DNS Error: Domain name not found',
        source: 'Gmail bounces',
        strength: 'sure',
      },
      {
        says: 'couldnt|could_not|cannot|unable|cant ~ find ~ host|mail_exchanger|domain',
        example: "Sorry, I couldn't find any host named mx.example.com. (#5.1.2)",
        source: 'qmail-remote.c',
      },
      {
        says: 'could_not|cannot|couldnt|no ~ find ~2 gateway|route',
        example: 'Could not find a gateway for ada@example.com',
        source: 'Mercury Mail',
      },
      {
        says: 'no ~ mx|mail_exchanger|mx_record* ~ found|for|exist*|domain',
        example: '550 No MX record found for domain example.com',
        source: 'Exim, hosting servers',
      },
      {
        says: 'unrouteable_mail_domain|unrouteable_domain',
        example: 'unrouteable mail domain "example.com"',
        source: 'Exim, routers',
      },
      {
        says: 'all ~ relevant_mx|mx ~ invalid|nonexistent|point',
        example: 'all relevant MX records point to non-existent hosts',
        source: 'Exim, dnslookup router',
      },
    ],
  },
];
