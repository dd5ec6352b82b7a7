import type { Evidence } from '../../evidence.ts';
import { findExtension } from '../../smtp/extension.ts';

/** How large a refused message was, and what the server had said that it takes, in bytes. */
export interface RefusedSize {
  readonly bytes: number;
  readonly announcedBytes: number;
}

/** The message's own size and the limit that the server announced (RFC 1870 §4); undefined where one is not known. */
export function refusedSizeOf({ delivery, hello }: Evidence): RefusedSize | undefined {
  const announced = findExtension(hello?.secure ?? hello?.plain, 'SIZE')?.parameters[0] ?? '';
  const announcedBytes = /^\d{1,15}$/.test(announced) ? Number(announced) : 0;
  const bytes = delivery?.message?.bytes;
  return bytes === undefined || announcedBytes === 0 ? undefined : { bytes, announcedBytes };
}

/** Whether a message was refused as too large that the announced limit lets in. */
export function isWithinAnnounced(size: RefusedSize | undefined): size is RefusedSize {
  return size !== undefined && size.bytes <= size.announcedBytes;
}
