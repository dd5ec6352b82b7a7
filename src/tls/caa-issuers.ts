/**
 * The names by which authorities want to be allowed in CAA records (RFC 8659 §4.2), by a part of the organisation or
 * common name in their issuing certificates.
 *
 * Source: the authorities' own CAA statements in their certification practice statements (section 4.2), which the CCADB
 * gathers (https://www.ccadb.org).
 */
const ISSUERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/let['’]s encrypt|\bISRG\b/i, ['letsencrypt.org']],
  [
    /zerossl|sectigo|comodo|usertrust|gandi/i,
    [
      'sectigo.com',
      'comodo.com',
      'comodoca.com',
      'usertrust.com',
      'trust-provider.com',
      'zerossl.com',
      'gandi.net',
    ],
  ],
  [
    /digicert|geotrust|rapidssl|thawte|encryption everywhere/i,
    [
      'digicert.com',
      'digicert.ne.jp',
      'cybertrust.ne.jp',
      'geotrust.com',
      'rapidssl.com',
      'thawte.com',
      'symantec.com',
      'www.digicert.com',
      'volusion.digitalcertvalidation.com',
      'stratossl.digitalcertvalidation.com',
      'intermediatecertificate.digitalcertvalidation.com',
      '1and1.digitalcertvalidation.com',
    ],
  ],
  [/google trust services/i, ['pki.goog', 'google.com']],
  [/\bamazon\b/i, ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com', 'aws.amazon.com']],
  [/globalsign/i, ['globalsign.com']],
  [/godaddy|starfield/i, ['godaddy.com', 'starfieldtech.com']],
  [/entrust/i, ['entrust.net', 'affirmtrust.com']],
  [/buypass/i, ['buypass.com', 'buypass.no']],
  [/ssl\.com|\bssl corp/i, ['ssl.com']],
  [/actalis/i, ['actalis.it']],
  [/certum|unizeto|asseco/i, ['certum.pl', 'certum.eu', 'yandex.ru']],
  [/harica|hellenic academic/i, ['harica.gr']],
  [/swisssign/i, ['swisssign.com', 'swisssign.net', 'swissign.com']],
  [/quovadis/i, ['quovadisglobal.com', 'digicert.com', 'www.digicert.com']],
  [/d-trust/i, ['d-trust.net', 'dtrust.de', 'd-trust.de']],
  [/telesec|telekom security|t-systems/i, ['telesec.de', 'pki.dfn.de', 'dfn.de']],
  [/identrust/i, ['identrust.com']],
  [/microsoft/i, ['microsoft.com']],
  [/certigna|dhimyotis/i, ['certigna.fr']],
];

/** The names in CAA that allow whoever is named as a certificate's issuer; empty for one that is not known here. */
export function caaNamesOf(issuer: string): readonly string[] {
  return ISSUERS.find(([pattern]) => pattern.test(issuer))?.[1] ?? [];
}
