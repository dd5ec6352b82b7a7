import { UsageError } from '../../errors.ts';
import type { ConfigNode } from './config-node.ts';
import { type Mistakes, meantOf } from './mistakes.ts';

/** What a value of the config may be: read from the file, and told to editors as JSON Schema (draft-07). */
export interface Field<T> {
  readonly schema: Readonly<Record<string, unknown>>;
  /** Gives undefined for what it cannot read, and notes why. */
  readonly read: (node: ConfigNode, mistakes: Mistakes) => T | undefined;
}

/** The same field with what editors say of it. */
export function described<T>(description: string, field: Field<T>): Field<T> {
  return { ...field, schema: { description, ...field.schema } };
}

/** A text that a parser of the command line understands. */
export function text<T>(parse: (value: string) => T): Field<T> {
  return {
    schema: { type: 'string' },
    read: (node, mistakes) => {
      if (node.kind === 'scalar' && node.value !== null && typeof node.value !== 'boolean') {
        return mistakes.during(node, () => parse(node.source));
      }
      return mistakes.add(node, `expected a text, found ${kindOf(node)}`);
    },
  };
}

/** One of these words; a number such as 1.2 may stand without quotes. */
export function oneOf<const T extends string>(words: readonly T[]): Field<T> {
  const numbers = words.map(Number).filter((number) => !Number.isNaN(number));
  return {
    schema: { enum: [...words, ...numbers] },
    read: (node, mistakes) => {
      if (node.kind !== 'scalar') {
        return mistakes.add(node, `expected one of ${words.join(', ')}, found ${kindOf(node)}`);
      }
      const found = words.find((word) => word === node.source || word === String(node.value));
      return (
        found ?? mistakes.add(node, `"${node.source}" is none of the words here`, meantOf(node.source, words))
      );
    },
  };
}

/** A number within these bounds. */
export function number(minimum: number, maximum: number): Field<number> {
  return {
    schema: { type: 'number', minimum, maximum },
    read: (node, mistakes) => {
      const value = node.kind === 'scalar' && typeof node.value === 'number' ? node.value : Number.NaN;
      if (value >= minimum && value <= maximum) return value;
      const shown = node.kind === 'scalar' ? `"${node.source}"` : kindOf(node);
      return mistakes.add(node, `expected a number from ${minimum} to ${maximum}, found ${shown}`);
    },
  };
}

export const yesOrNo: Field<boolean> = {
  schema: { type: 'boolean' },
  read: (node, mistakes) => {
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    return mistakes.add(node, 'expected true or false');
  },
};

/** A list, for which one value alone may stand. */
export function list<T>(item: Field<T>): Field<readonly T[]> {
  return {
    schema: { anyOf: [item.schema, { type: 'array', items: item.schema, minItems: 1 }] },
    read: (node, mistakes) => {
      const items = node.kind === 'list' ? node.items : [node];
      const read = items.map((one) => item.read(one, mistakes));
      return read.filter((one) => one !== undefined);
    },
  };
}

/** Fields by their keys. */
export function record<const F extends Readonly<Record<string, Field<unknown>>>>(
  fields: F,
  required: readonly (keyof F & string)[] = [],
): Field<{ readonly [K in keyof F]?: Value<F[K]> }> {
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(Object.entries(fields).map(([key, { schema }]) => [key, schema])),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    },
    read: (node, mistakes) => {
      if (node.kind !== 'map') {
        return mistakes.add(
          node,
          `expected settings, found ${kindOf(node)}`,
          `known are ${Object.keys(fields).join(', ')}`,
        );
      }
      const read: Record<string, unknown> = {};
      for (const { key, place, value } of node.entries) {
        const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
        if (field) read[key] = field.read(value, mistakes);
        else mistakes.add(place, `unknown setting "${key}"`, meantOf(key, Object.keys(fields)));
      }
      const missing = required.filter((key) => !node.entries.some((entry) => entry.key === key));
      if (missing.length > 0) mistakes.add(node, `${missing.join(' and ')} is missing here`);
      const known = Object.entries(read).filter(([, value]) => value !== undefined);
      // Each key was read by its own field.
      return Object.fromEntries(known) as { readonly [K in keyof F]?: Value<F[K]> };
    },
  };
}

/** The same field under names that whoever writes the config chooses. */
export function named<T>(name: RegExp, field: Field<T>): Field<ReadonlyMap<string, T>> {
  return {
    schema: {
      type: 'object',
      patternProperties: { [name.source]: field.schema },
      additionalProperties: false,
    },
    read: (node, mistakes) => {
      if (node.kind !== 'map') return mistakes.add(node, `expected names, found ${kindOf(node)}`);
      const read = new Map<string, T>();
      for (const { key, place, value } of node.entries) {
        if (!name.test(key)) mistakes.add(place, `"${key}" is no name here`, 'use letters, digits, _ and -');
        const known = field.read(value, mistakes);
        if (known !== undefined) read.set(key, known);
      }
      return read;
    },
  };
}

/** One notation for short, another for more. */
export function either<S, L>(short: Field<S>, long: Field<L>, isLong: ConfigNode['kind']): Field<S | L> {
  return {
    schema: { anyOf: [short.schema, long.schema] },
    read: (node, mistakes) => (node.kind === isLong ? long.read(node, mistakes) : short.read(node, mistakes)),
  };
}

/** What was read, made into something else. */
export function mapped<T, R>(field: Field<T>, make: (value: T) => R): Field<R> {
  return {
    schema: field.schema,
    read: (node, mistakes) => {
      const value = field.read(node, mistakes);
      return value === undefined ? undefined : make(value);
    },
  };
}

/** What a field gives. */
export type Value<F> = F extends Field<infer T> ? T : never;

/** Keeps a text that a test finds nothing wrong with. */
export function matching(pattern: RegExp, complaint: string): (value: string) => string {
  return (value) => {
    if (pattern.test(value)) return value;
    throw new UsageError(`"${value}" ${complaint}`);
  };
}

function kindOf(node: ConfigNode): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'settings' : 'a list';
  return node.value === null ? 'nothing' : `"${node.source}"`;
}
