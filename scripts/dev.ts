// The program from its sources: `npm run dev -- probe …`.
import { main } from '../src/cli/main.ts';

await main(process.argv.slice(2));
