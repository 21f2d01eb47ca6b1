// Tries every mutant of the script on what the engine answers: is one difference seen?
//
//     node juger.mjs FOLDER OUT.json [N | ID,ID…]
//
// FOLDER holds the instrumented script (`script.js`), `mutants.json`, `appels.jsonl` (on which page, a call, the
// digest of what is expected, by which comparison) and the pages. Written by `outils/mutants_de_la_page.py`.
// One mutant in N is tried, or those that are named.

import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import vm from "node:vm";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { appeler } from "../../tests/page/appels.mjs";
import { visiter } from "./ecran.mjs";

const dossier = isMainThread ? process.argv[2] : workerData.dossier;
const lire = (nom) => fs.readFileSync(path.join(dossier, nom), "utf8");

/** Calls of each comparison that one mutant is tried on at most. */
const APPELS = Number(process.env.APPELS ?? 5000);
/** Milliseconds without a sign of life after which a mutant goes round for ever: seen. */
const DELAI = 20000;
/** Calls between two signs of life. */
const SIGNE = 50;
const VISITES = 40;
const SAIN = "sain.json";

if (isMainThread) await arbitrer(process.argv[3]);
else juger();

/** Two workers share the mutants; one that is stuck is ended: its mutant is seen. */
async function arbitrer(sortie) {
  const mutants = JSON.parse(lire("mutants.json"));
  const resultats = {};
  const voulus = (process.argv[4] ?? "1").split(",");
  const essayes = mutants.filter((m, rang) =>
    voulus.length > 1 ? voulus.includes(m.id) : rang % Number(voulus[0]) === 0,
  );
  // One in eight first, from everywhere: what is written on the way already tells the whole.
  const ordre = [...essayes.entries()].sort(([un], [autre]) => (un % 8) - (autre % 8));
  const reste = ordre.map(([, m]) => m.id);
  const ecrire = () => fs.writeFileSync(sortie, JSON.stringify({ mutants: essayes, resultats }));
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
          if (dit.vif) {
            clearTimeout(garde);
            garde = setTimeout(bloque, DELAI);
            return;
          }
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
        if (reste.length % 100 === 0) ecrire();
        if (encours === null) {
          ouvrier.terminate();
          fini();
          return;
        }
        ouvrier.postMessage(encours);
        garde = setTimeout(bloque, DELAI);
      };
      const bloque = () => {
        resultats[encours] = "délai";
        ouvrier.removeAllListeners();
        ouvrier.terminate().then(commencer);
      };
      commencer();
    });
  await mesurerUneFois();
  await Promise.all(Array.from({ length: Math.min(2, os.cpus().length) }, un));
  ecrire();
}

/** What tells a text from another, in a few bytes. @param {string} texte */
function condense(texte) {
  return crypto.createHash("md5").update(String(texte)).digest("base64");
}

function juger() {
  const script = new vm.Script(lire("script.js"));
  const texte = lire("script.js");
  const pages = JSON.parse(lire("pages.json")).map((nom) => lire(nom));
  const appels = lire("appels.jsonl").trim().split("\n").map(JSON.parse);
  const ecrans = pages.map((page) => page.replace(/<script>[\s\S]*<\/script>/, ""));
  const donnees = pages.map((page) => /id="donnees">(.*?)<\/script>/s.exec(page)[1]);

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
      if (condense(appeler(sain.page(rang), appel)) !== attendu)
        throw new Error(`appel ${ici} : déjà autre`);
      for (const id of Object.keys(couverture.mutantCoverage.perTest[ici] ?? {}))
        (siens[id] ??= []).push(ici);
    });
    const visites = [];
    for (let n = 0; n < VISITES; n++) visites.push(visiter(ecrans[n % ecrans.length], texte, n));
    const mesure = { toujours: statiques, par: siens, attendues: visites };
    fs.writeFileSync(path.join(dossier, SAIN), JSON.stringify(mesure));
    return mesure;
  }

  /** Some calls of each comparison, evenly, one of each in turn: the first are the most different. */
  const choisir = (rangs) => {
    const parGenre = new Map();
    for (const ici of rangs) {
      const genre = appels[ici][3];
      if (!parGenre.has(genre)) parGenre.set(genre, []);
      parGenre.get(genre).push(ici);
    }
    const choisis = [];
    for (const siens of parGenre.values()) {
      const nombre = Math.min(APPELS, siens.length);
      for (let n = 0; n < nombre; n++) {
        choisis.push([n / nombre, siens[Math.floor((n * siens.length) / nombre)]]);
      }
    }
    return choisis.sort(([un], [autre]) => un - autre).map(([, ici]) => ici);
  };

  const tuer = (id) => {
    let ouvert;
    try {
      ouvert = ouvrir(id);
      const choisis = choisir(surs.has(id) ? [...appels.keys()] : (par[id] ?? []));
      for (const [n, ici] of choisis.entries()) {
        if (n % SIGNE === 0) parentPort.postMessage({ vif: true });
        const [rang, appel, attendu] = appels[ici];
        // What a page was given by a call before this one stays.
        const carnets = avant(ici);
        if (carnets) appeler(ouvert.page(rang), carnets);
        if (condense(appeler(ouvert.page(rang), appel)) !== attendu) return `appel ${appel[0]}`;
      }
    } catch (erreur) {
      return `arrêt ${erreur.message}`;
    }
    for (let n = 0; n < VISITES; n++) {
      let vues;
      parentPort.postMessage({ vif: true });
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
