#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 18)) {
  const { engines } = require('../package.json');
  console.error(`smtp-doctor needs Node.js ${engines.node}; this is ${process.versions.node}`);
  process.exitCode = 2;
} else if (process.argv.length === 3 && /^(-V|--version)$/.test(process.argv[2])) {
  console.log(require('../package.json').version);
} else {
  const { loadProgram } = require('./load.js');
  const [command, ...words] = process.argv.slice(2);
  const isCode = command === 'explain' && words.length > 0 && words.every((word) => /^\d[\d.]+$/.test(word));
  const runAll = () => loadProgram('./main.cjs').main(process.argv.slice(2));
  if (!isCode) runAll();
  else {
    const answer = loadProgram('./explain-code.cjs').explainCode(words);
    // Whatever goes wrong, the whole program says it better.
    answer.then((isDone) => isDone || runAll(), runAll);
  }
}
