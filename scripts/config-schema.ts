import { fileURLToPath } from 'node:url';
import { configSchema } from '../src/cli/check/schema.ts';

/** Where the published JSON Schema of the config of `check` lies. */
export const CONFIG_SCHEMA_FILE = fileURLToPath(new URL('../smtp-doctor.schema.json', import.meta.url));

/** The schema as it stands in its file. */
export function configSchemaText(): string {
  return `${JSON.stringify(configSchema(), undefined, 2)}\n`;
}
