import type { Actor } from '../../actor.ts';
import type { Stage } from '../../errors.ts';
import type { ExplainCatalog } from '../../messages/explain-catalog.ts';
import { type Cause, DETAILS, type Detail } from '../../replies/causes.ts';
import { knownCodes } from '../../replies/registry/codes.ts';
import { knownEnhanced } from '../../replies/registry/enhanced.ts';
import { joinBlocks, setSection } from '../page.ts';
import { setTable } from '../table.ts';
import { causeOf } from './codes.ts';
import { type Desk, toText } from './text.ts';

interface KnownCode {
  readonly code: number;
  readonly stage?: Stage;
  readonly title: string;
  readonly meaning: string;
  readonly cause: Cause | null;
  readonly detail: Detail | null;
  readonly reference: string;
}

/** Everything that `explain` knows by number or by name. */
export interface Known {
  readonly codes: readonly KnownCode[];
  readonly enhanced: readonly (Omit<KnownCode, 'code' | 'stage'> & { readonly code: string })[];
  readonly causes: readonly {
    readonly cause: Cause;
    readonly detail: Detail;
    readonly actor: Actor;
    readonly title: string;
  }[];
}

/** Gathers the codes and causes known, in the words of one language. */
export function knownIn({ codes, causes }: ExplainCatalog): Known {
  return {
    codes: knownCodes().map(({ key, code, stage, detail, reference }) => ({
      code,
      ...(stage === undefined ? {} : { stage }),
      ...codes.codes[key],
      ...causeOf(detail),
      reference,
    })),
    enhanced: knownEnhanced().map(({ key, detail, reference }) => ({
      code: key,
      ...codes.enhanced[key],
      ...causeOf(detail),
      reference,
    })),
    causes: detailIds().map((detail) => {
      const { cause, actor } = DETAILS[detail];
      return { cause, detail, actor, title: causes[detail].title };
    }),
  };
}

function detailIds(): readonly Detail[] {
  // Object.keys forgets the literal types that the table has.
  return Object.keys(DETAILS) as readonly Detail[];
}

/** The same as three tables. */
export function renderKnown(known: Known, { sheet, catalog }: Desk): string {
  const { sentence } = sheet;
  const { list, labels } = catalog.words;
  const heads = {
    codes: [list.code, labels.stage, list.detail, list.meaning],
    enhanced: [list.code, list.detail, list.meaning],
    causes: [list.cause, list.detail, list.meaning],
  };
  const rows = {
    codes: known.codes.map(({ code, stage, detail, title }) => [
      ...[String(code), stage === undefined ? '' : catalog.reading.commands[stage], detail ?? '', title],
    ]),
    enhanced: known.enhanced.map(({ code, detail, title }) => [code, detail ?? '', title]),
    causes: known.causes.map(({ cause, detail, title }) => [cause, detail === cause ? '' : detail, title]),
  };
  const section = (name: keyof typeof rows): string[] => {
    const table = setTable(
      heads[name].map(sentence),
      rows[name].map((row) => row.map(sentence)),
      sheet,
    );
    return setSection(sentence(list[name]), table, sheet);
  };
  return toText(joinBlocks([section('codes'), section('enhanced'), section('causes')]));
}
