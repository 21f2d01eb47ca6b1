// Validates resources of FHIR R4 with two tools that are not ours: JSON lines in, and for each the
// messages of both.
//
//     node fhir.mjs < resources.jsonl

import readline from "node:readline";
import Schema from "@asymmetrik/fhir-json-schema-validator";
import fhir from "fhir";

const regles = new fhir.Fhir();
const schema = new Schema();

/** The messages of the first, those that are no advice. */
function parLesRegles(ressource) {
  const { valid, messages } = regles.validate(ressource, { errorOnUnexpected: true });
  const graves = messages.filter((m) => m.severity === "error" || m.severity === "fatal");
  return valid ? [] : graves.map((m) => `${m.location} : ${m.message}`);
}

for await (const ligne of readline.createInterface({ input: process.stdin })) {
  const ressource = JSON.parse(ligne);
  const parLeSchema = schema.validate(ressource).map((m) => `${m.dataPath} : ${m.message}`);
  process.stdout.write(`${JSON.stringify([parLesRegles(ressource), parLeSchema])}\n`);
}
