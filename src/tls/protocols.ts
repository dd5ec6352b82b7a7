/** Every version that was ever called SSL or TLS, the newest first. */
export const PROTOCOLS = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3', 'SSLv2'] as const;

export type TlsProtocol = (typeof PROTOCOLS)[number];

/** The numbers that stand for them on the wire. */
export const PROTOCOL_NUMBERS: Readonly<Record<TlsProtocol, number>> = {
  'TLSv1.3': 0x0304,
  'TLSv1.2': 0x0303,
  'TLSv1.1': 0x0302,
  TLSv1: 0x0301,
  SSLv3: 0x0300,
  SSLv2: 0x0002,
};

/** Names a version; undefined for a number that is none. */
export function protocolOf(number: number): TlsProtocol | undefined {
  return PROTOCOLS.find((protocol) => PROTOCOL_NUMBERS[protocol] === number);
}
