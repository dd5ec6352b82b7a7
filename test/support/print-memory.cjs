// For `node --require`: says on stderr how much memory the process used at its most, in bytes.
process.on('exit', () => process.stderr.write(`maxRSS ${process.resourceUsage().maxRSS * 1024}\n`));
