// Preloaded: the pipes of a process are taken for a terminal by whatever asks them.
for (const stream of [process.stdin, process.stdout, process.stderr]) stream.isTTY = true;
