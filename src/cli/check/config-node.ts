/** Where something stands in a config, counted from 1. */
export interface ConfigPlace {
  readonly line: number;
  readonly column: number;
}

/** A value of a config, whichever notation it came from. */
export type ConfigNode = ConfigPlace &
  (
    | {
        readonly kind: 'scalar';
        readonly value: string | number | boolean | null;
        /** As it was written: `1.0` for the number 1. */
        readonly source: string;
      }
    | { readonly kind: 'list'; readonly items: readonly ConfigNode[] }
    | { readonly kind: 'map'; readonly entries: readonly ConfigEntry[] }
  );

export interface ConfigEntry {
  readonly key: string;
  readonly place: ConfigPlace;
  readonly value: ConfigNode;
}

/** Something that is wrong with a config. */
export interface ConfigMistake extends ConfigPlace {
  readonly message: string;
  readonly hint?: string;
}
