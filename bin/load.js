// Loads dist/ with what V8 made of it before, since compiling it again would be a third of a run's time.
const { existsSync, readFileSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const DIST = join(dirname(__dirname), 'dist');

/** Made by the build, beside the code and as trusted as that; bytecode is of use to the very same Node.js only. */
const COMPILED = join(DIST, 'compiled', `${process.version}-${process.platform}-${process.arch}`);

/** Gives the exports of a program in dist/: of `./main.cjs`, the command line, or of `./explain-code.cjs`. */
exports.loadProgram = (file) => {
  if (existsSync(COMPILED)) return createLoader(readCompiled)(file);
  // Node.js >= 22 keeps bytecode itself. Not in its default place: under /tmp, others could have put theirs there.
  const cache = enableCompileCache && userCache();
  if (cache !== undefined) enableCompileCache(cache);
  return require(join(DIST, file));
};

/**
 * Makes a `require` for the files of dist/, each run once, as Node's own would.
 *
 * V8 compares the bytecode's version, flags and length of source, and compiles anew where they differ.
 * @param readBytecode  Gives a file's bytecode by its name, or undefined.
 * @param onScript  Told of every file compiled: its name, then its script.
 */
function createLoader(readBytecode, onScript = () => undefined) {
  const modules = new Map();
  return function load(id) {
    if (!id.startsWith('./')) return require(id);
    const known = modules.get(id);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(id, module);
    const filename = join(DIST, id);
    const source = `(function (exports, require, module, __filename) {${readFileSync(filename, 'utf8')}\n})`;
    const script = new Script(source, { filename, cachedData: readBytecode(id) });
    onScript(id, script);
    script.runInThisContext()(module.exports, load, module, filename);
    return module.exports;
  };
}
exports.createLoader = createLoader;
exports.COMPILED = COMPILED;

function readCompiled(id) {
  try {
    return readFileSync(join(COMPILED, id));
  } catch {
    return undefined;
  }
}

/** Undefined where this user has no home, as in some containers. */
function userCache() {
  const { homedir } = require('node:os');
  try {
    return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'smtp-doctor');
  } catch {
    return undefined;
  }
}
