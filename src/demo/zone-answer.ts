import type { Answer, Question } from 'dns-packet';
import { type Zone, type ZoneTrouble, zoneName } from './zone.ts';

/** What a zone says to a question; `TIMEOUT` is to be answered by silence. */
export interface ZoneAnswer {
  readonly outcome: 'NOERROR' | Exclude<ZoneTrouble, 'TRUNCATED'>;
  readonly answers: readonly Answer[];
  /** Over UDP nothing but the TC flag is to be sent. */
  readonly truncated: boolean;
}

/** Answers a question out of a zone, through the CNAMEs that stay within it. */
export function answerFromZone(zone: Zone, { name, type }: Question): ZoneAnswer {
  const answers: Answer[] = [];
  const seen = new Set<string>();
  let owner = zoneName(name);
  let truncated = false;
  while (!seen.has(owner)) {
    seen.add(owner);
    const trouble = zone.troubles.get(`${owner} ${type}`) ?? zone.troubles.get(owner);
    if (trouble === 'TRUNCATED') truncated = true;
    else if (trouble !== undefined) return { outcome: trouble, answers, truncated };
    const here = zone.records.filter((record) => record.name === owner);
    const cname = here.find((record) => record.type === 'CNAME');
    if (cname?.type !== 'CNAME' || type === 'CNAME') {
      answers.push(...here.filter((record) => record.type === type));
      return { outcome: existsIn(zone, owner) ? 'NOERROR' : 'NXDOMAIN', answers, truncated };
    }
    answers.push(cname);
    owner = zoneName(cname.data);
  }
  return { outcome: 'NOERROR', answers, truncated };
}

/** A name exists when it, or any name below it, has a record (RFC 8020 §2). */
function existsIn({ records, troubles }: Zone, name: string): boolean {
  const names = [...records.map((record) => record.name), ...[...troubles.keys()].map(nameOfKey)];
  return names.some((known) => known === name || known.endsWith(`.${name}`));
}

function nameOfKey(key: string): string {
  return key.split(' ')[0] ?? key;
}
