// Tries every mutant of the script on what the engine answers: is one difference seen?
//
//     node juger.mjs FOLDER OUT.json
//
// FOLDER holds the instrumented script (`script.js`), `mutants.json`, `appels.jsonl` (on which page, a call, what
// is expected, by which comparison) and the pages. Written by `outils/mutants_de_la_page.py`.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import vm from "node:vm";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { appeler } from "../../tests/page/appels.mjs";
import { visiter } from "./ecran.mjs";

const dossier = isMainThread ? process.argv[2] : workerData.dossier;
const lire = (nom) => fs.readFileSync(path.join(dossier, nom), "utf8");
const DELAI = 60000;

/** Calls of each comparison that one mutant is tried on at most. */
const APPELS = 60;
const VISITES = 8;
const SAIN = "sain.json";

if (isMainThread) await arbitrer(process.argv[3]);
else juger();

/** Two workers share the mutants; one that is stuck is ended: its mutant is seen. */
async function arbitrer(sortie) {
  const mutants = JSON.parse(lire("mutants.json"));
  const resultats = {};
  const unSur = Number(process.argv[4] ?? 1);
  const essayes = mutants.filter((_, rang) => rang % unSur === 0);
  const reste = essayes.map((m) => m.id);
  const mesurerUneFois = () =>
    new Promise((fini, echec) => {
      const premier = new Worker(new URL(import.meta.url), { workerData: { dossier } });
      premier.on("message", () => premier.terminate().then(fini));
      premier.on("error", echec);
    });
  const un = () =>
    new Promise((fini) => {
      let ouvrier = null;
      let garde = null;
      let encours = null;
      const commencer = () => {
        ouvrier = new Worker(new URL(import.meta.url), { workerData: { dossier } });
        ouvrier.on("message", (dit) => {
          if (encours !== null && dit.id === encours) resultats[encours] = dit.vu;
          suivant();
        });
        ouvrier.on("error", (erreur) => {
          resultats[encours] = `erreur ${erreur.message}`;
          commencer();
        });
      };
      const suivant = () => {
        clearTimeout(garde);
        encours = reste.shift() ?? null;
        if (encours === null) {
          ouvrier.terminate();
          fini();
          return;
        }
        ouvrier.postMessage(encours);
        garde = setTimeout(() => {
          resultats[encours] = "délai";
          ouvrier.removeAllListeners();
          ouvrier.terminate().then(commencer);
        }, DELAI);
      };
      commencer();
    });
  await mesurerUneFois();
  await Promise.all(Array.from({ length: Math.min(2, os.cpus().length) }, un));
  fs.writeFileSync(sortie, JSON.stringify({ mutants: essayes, resultats }));
}

function juger() {
  const script = new vm.Script(lire("script.js"));
  const texte = lire("script.js");
  const pages = JSON.parse(lire("pages.json")).map((nom) => lire(nom));
  const appels = lire("appels.jsonl").trim().split("\n").map(JSON.parse);
  const ecrans = pages.map((page) => page.replace(/<script>[\s\S]*<\/script>/, ""));
  const donnees = pages.map((page) => /id="donnees">(.*?)<\/script>/s.exec(page)[1]);
  const fichiers = new Map(JSON.parse(lire("mutants.json")).map((m) => [m.id, m.fichier]));

  /** A fresh context whose script has one mutant active; `ouvrir(rang)` opens a page. */
  const ouvrir = (id) => {
    const contexte = vm.createContext({ __stryker__: { activeMutant: id } });
    script.runInContext(contexte);
    const ouvertes = [];
    return {
      contexte,
      page(rang) {
        ouvertes[rang] ??= contexte.palliorient.ouvrir(JSON.parse(donnees[rang]));
        return ouvertes[rang];
      },
    };
  };

  const { toujours, par, attendues } = fs.existsSync(path.join(dossier, SAIN))
    ? JSON.parse(lire(SAIN))
    : mesurer();
  const surs = new Set(toujours);

  /** Which mutants each call goes through, and what the visits see: without any mutant. */
  function mesurer() {
    const sain = ouvrir(undefined);
    const couverture = sain.contexte.__stryker__;
    for (const rang of pages.keys()) sain.page(rang);
    const statiques = Object.keys(couverture.mutantCoverage.static);
    const siens = {};
    appels.forEach(([rang, appel, attendu], ici) => {
      couverture.currentTestId = String(ici);
      if (appeler(sain.page(rang), appel) !== attendu) throw new Error(`appel ${ici} : déjà autre`);
      for (const id of Object.keys(couverture.mutantCoverage.perTest[ici] ?? {}))
        (siens[id] ??= []).push(ici);
    });
    const visites = [];
    for (let n = 0; n < VISITES; n++) visites.push(visiter(ecrans[n % ecrans.length], texte, n));
    const mesure = { toujours: statiques, par: siens, attendues: visites };
    fs.writeFileSync(path.join(dossier, SAIN), JSON.stringify(mesure));
    return mesure;
  }

  /** Some calls of each comparison, evenly: a rare one is not lost among the others. */
  const choisir = (rangs) => {
    const parGenre = new Map();
    for (const ici of rangs) {
      const genre = appels[ici][3];
      if (!parGenre.has(genre)) parGenre.set(genre, []);
      parGenre.get(genre).push(ici);
    }
    return [...parGenre.values()].flatMap((siens) => {
      const pas = Math.max(1, siens.length / APPELS);
      const nombre = Math.min(APPELS, siens.length);
      return Array.from({ length: nombre }, (_, n) => siens[Math.floor(n * pas)]);
    });
  };

  const tuer = (id) => {
    const ecran = fichiers.get(id).startsWith("ecran") || fichiers.get(id) === "principal.js";
    let ouvert;
    try {
      ouvert = ouvrir(id);
      for (const ici of choisir(surs.has(id) ? [...appels.keys()] : (par[id] ?? []))) {
        const [rang, appel, attendu] = appels[ici];
        // What a page was given by a call before this one stays.
        const carnets = avant(ici);
        if (carnets) appeler(ouvert.page(rang), carnets);
        if (appeler(ouvert.page(rang), appel) !== attendu) return `appel ${appel[0]}`;
      }
    } catch (erreur) {
      return `arrêt ${erreur.message}`;
    }
    if (!ecran) return null;
    for (let n = 0; n < VISITES; n++) {
      let vues;
      try {
        vues = visiter(ecrans[n % ecrans.length], texte, n, (window) => {
          window.__stryker__ = { activeMutant: id };
        });
      } catch (erreur) {
        return `écran ${erreur.message}`;
      }
      if (JSON.stringify(vues) !== JSON.stringify(attendues[n])) return "écran";
    }
    return null;
  };
  const avant = (ici) => {
    for (let n = ici; n >= 0 && appels[n][0] === appels[ici][0]; n--)
      if (appels[n][1][0] === "avecLesCarnets") return appels[n][1];
    return null;
  };
  parentPort.on("message", (id) => parentPort.postMessage({ id, vu: tuer(id) }));
  parentPort.postMessage({ id: null });
}
