#!/usr/bin/env node
const { enableCompileCache } = require('node:module');
const { engines, version } = require('../package.json');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 18)) {
  console.error(`smtp-doctor needs Node.js ${engines.node}; this is ${process.versions.node}`);
  process.exitCode = 2;
} else if (process.argv.length === 3 && /^(-V|--version)$/.test(process.argv[2])) {
  console.log(version);
} else {
  enableCompileCache?.();
  import('../dist/main.js').then(({ main }) => main(process.argv.slice(2)));
}
