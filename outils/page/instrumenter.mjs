// Puts every mutant that Stryker makes of the script into one copy of it, each behind a switch.
//
//     node instrumenter.mjs SCRIPT_FOLDER NEW_FOLDER

import fs from "node:fs";
import path from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";

const [source, copie] = process.argv.slice(2);
const muet = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false };
const noms = fs.readdirSync(source, { recursive: true }).filter((nom) => nom.endsWith(".js"));
const fichiers = noms.map((nom) => ({
  name: path.join(source, nom),
  mutate: true,
  content: fs.readFileSync(path.join(source, nom), "utf8"),
}));
const options = { plugins: null, excludedMutations: [], ignorers: [] };
const { files, mutants } = await new Instrumenter(muet).instrument(fichiers, options);
for (const { name, content } of files) {
  const ecrit = path.join(copie, path.relative(source, name));
  fs.mkdirSync(path.dirname(ecrit), { recursive: true });
  fs.writeFileSync(ecrit, content);
}
const dits = mutants.map(({ id, fileName, mutatorName, location, replacement }) => ({
  id,
  fichier: path.relative(source, fileName),
  genre: mutatorName,
  ligne: location.start.line + 1,
  colonne: location.start.column + 1,
  par: replacement,
}));
fs.writeFileSync(path.join(copie, "mutants.json"), JSON.stringify(dits));
