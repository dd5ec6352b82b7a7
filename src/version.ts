import packageJson from '../package.json' with { type: 'json' };

/** Name and version as a report gives them. */
export const TOOL = { name: packageJson.name, version: packageJson.version } as const;
