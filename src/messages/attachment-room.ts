/**
 * What a limit on the whole message leaves for its files, in bytes: base64 makes four characters of three bytes, in lines of
 * 76 and their ends (RFC 2045 §6.8). Header and text come off that too.
 */
export function attachmentRoom(limitBytes: number): number {
  return Math.floor(limitBytes * (3 / 4) * (76 / 78));
}
