// The page driven without a browser (jsdom): what it shows after each gesture, as one text.

import { JSDOM, VirtualConsole } from "jsdom";

/** A night in Paris, in UTC; then days when the data are not in force. */
const INSTANTS = [
  "2026-06-03T02:15:00Z",
  "2026-06-05T09:00:00Z",
  "2030-01-01T12:00:00Z",
  "2019-01-01T12:00:00Z",
];

/** A number from 0 to 1 after the other, always the same ones. */
function hasard(graine) {
  let etat = graine;
  return () => {
    etat = (etat * 1103515245 + 12345) % 2147483648;
    return etat / 2147483648;
  };
}

/**
 * Everything that is seen in one visit: questions answered at random, then every gesture that the
 * answer offers.
 *
 * @param {string} html The page without its script.
 * @param {string} script
 * @param {number} graine
 * @returns {string[]}
 */
export function visiter(html, script, graine, avant = () => {}) {
  const tirer = hasard(graine + 1);
  const dom = new JSDOM(html, {
    runScripts: "outside-only",
    virtualConsole: new VirtualConsole(),
  });
  const { window } = dom;
  const instant = INSTANTS[graine % 8 < 5 ? graine % 2 : 2 + (graine % 2)];
  window.eval(
    `Date = class extends Date { constructor(...a) { super(...(a.length ? a : ["${instant}"])); } };` +
      "window.print = () => { document.body.dataset.imprime = document.body.className; };",
  );
  avant(window);
  window.eval(script);
  const { document } = window;
  const vues = [];
  const voir = () => {
    const ombre = document.getElementById("feuille").shadowRoot;
    const champs = [...document.querySelectorAll("input, select")].map((c) => [c.value, c.checked]);
    const corps = [...document.body.children].filter((e) => e.tagName !== "SCRIPT");
    const ici = document.activeElement;
    vues.push(
      JSON.stringify([
        corps.map((e) => e.outerHTML),
        champs,
        ici && [ici.id, ici.tagName, ici.textContent],
        ombre && ombre.innerHTML,
        document.body.className,
        document.body.dataset.imprime,
      ]),
    );
  };
  const agir = (element, type) => {
    element.dispatchEvent(new window.Event(type, { bubbles: true, cancelable: true }));
    voir();
  };
  const un = (liste) => liste[Math.floor(tirer() * liste.length)];
  const repondre = () => {
    for (let tour = 0; tour < 25 && !document.getElementById("dialogue").hidden; tour++) {
      const zone = document.getElementById("question");
      const grille = document.querySelector("#aide-niveau form");
      if (grille && tirer() < 0.7) {
        for (const champ of grille.querySelectorAll("input"))
          if (tirer() < 0.4) {
            champ.checked = true;
            agir(champ, "change");
          }
        agir(grille, "submit");
        agir(grille.querySelector("button"), "click");
      }
      const form = zone.querySelector("form");
      const retour = form.querySelector(":scope > button");
      if (retour && tirer() < 0.12) {
        agir(retour, "click");
        continue;
      }
      const boutons = form.querySelectorAll("ul.choix button");
      const cases = form.querySelectorAll("input[type=checkbox]");
      if (boutons.length) {
        agir(un(boutons), "click");
        continue;
      }
      for (const boite of cases)
        if (tirer() < 0.3) {
          boite.checked = !boite.checked;
          agir(boite, "change");
        }
      const select = form.querySelector("select");
      if (select && tirer() < 0.9)
        select.selectedIndex = 1 + Math.floor(tirer() * (select.options.length - 1));
      const texte = form.querySelector("input[type=text]");
      if (texte) texte.value = un(["82", "7", "abc", "17", "8 mois"]);
      agir(form, "submit");
    }
  };
  voir();
  repondre();
  if (document.getElementById("reponse").hidden) return vues;
  const changer = (id, valeur) => {
    const champ = document.getElementById(id);
    if (champ === null) return;
    if (champ.type === "checkbox") champ.checked = valeur;
    else champ.selectedIndex = valeur;
    agir(champ, "change");
  };
  changer("detail", true);
  changer("appelant", 1 + Math.floor(tirer() * 3));
  changer("detail", false);
  const offerts = [...document.querySelectorAll("#et-si .boutons button")];
  for (const bouton of offerts) agir(bouton, "click");
  const entiere = document.querySelector("#et-si [role=status] button");
  if (entiere) agir(entiere, "click");
  const fiche = document.getElementById("fiche");
  if (!fiche.hidden) {
    agir(fiche, "click");
    repondre();
    const pro = document.querySelector("#outils-fiche input");
    if (pro) {
      pro.checked = true;
      agir(pro, "change");
    }
    for (const bouton of document.querySelectorAll("#outils-fiche button")) {
      agir(bouton, "click");
      window.dispatchEvent(new window.Event("afterprint"));
      voir();
    }
  }
  const modifier = [...document.querySelectorAll("#reponses button")];
  if (modifier.length) {
    agir(un(modifier), "click");
    repondre();
  }
  for (const id of ["revenir", "nouvelle"]) {
    agir(document.getElementById(id), "click");
    if (id === "revenir") repondre();
  }
  dom.window.close();
  return vues;
}
