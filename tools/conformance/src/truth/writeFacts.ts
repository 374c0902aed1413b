import { writeFactsTable } from './factsTable';
import { REAL_CRDS, readRealDefinitions } from './realDefinitions';
import { usedFacts } from './usedFacts';

/** Takes the table of facts from the real definitions anew. */
function main(): void {
  if (!REAL_CRDS) {
    throw new Error('KUBEDC_REAL_CRDS must name the folder of the definitions');
  }
  const facts = usedFacts(readRealDefinitions(REAL_CRDS).values());
  writeFactsTable(facts);
  const fields = [...facts.values()].reduce(
    (sum, kind) => sum + Object.keys(kind.fields).length,
    0,
  );
  process.stdout.write(`${facts.size} kinds, ${fields} fields\n`);
}

main();
