// Runs a decision table of DMN with tools that know nothing of us: `dmn-moddle` reads it, `feelin`
// evaluates each cell.
//
//     node dmn.mjs TABLE.dmn < cases.jsonl
//
// A case is an object of inputs; its line, the outputs of every rule that holds.

import fs from "node:fs";
import readline from "node:readline";
import { DmnModdle } from "dmn-moddle";
import { unaryTest } from "feelin";

const lu = await new DmnModdle().fromXML(fs.readFileSync(process.argv[2], "utf8"));
if (lu.warnings.length > 0) throw new Error(lu.warnings.map((w) => w.message).join("\n"));
const table = lu.rootElement.drgElement[0].decisionLogic;
const entrees = table.input.map((entree) => entree.inputExpression.text);
const connus = new Map();

/** Does a cell hold for a value? */
function vraie(texte, valeur) {
  const cle = `${texte}\u0000${valeur}`;
  if (!connus.has(cle)) {
    const dit = texte === "-" ? true : unaryTest(texte, { "?": valeur });
    connus.set(cle, dit === true || dit?.value === true);
  }
  return connus.get(cle);
}

for await (const ligne of readline.createInterface({ input: process.stdin })) {
  const cas = JSON.parse(ligne);
  const valent = table.rule.filter((regle) =>
    regle.inputEntry.every((cellule, rang) => vraie(cellule.text, cas[entrees[rang]])),
  );
  const sorties = valent.map((regle) =>
    regle.outputEntry.map((cellule) => JSON.parse(cellule.text)),
  );
  process.stdout.write(`${JSON.stringify(sorties)}\n`);
}
