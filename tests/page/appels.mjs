// What the tests ask of an opened page, each as a text.

/** The questions asked one by one, each with what an answer did; `null` goes back. */
function dialogue(page, instant, options, reponses) {
  const etat = page.dialogue(instant, options);
  const vues = [];
  for (const reponse of reponses) {
    const question = etat.question;
    const refus = reponse === null ? !etat.revenir() : etat.repondre(reponse) !== null;
    vues.push([question, refus, [...etat.reponses.keys()].map((id) => [id, etat.resume(id)])]);
  }
  return JSON.stringify([vues, etat.question, etat.lecture.situation]);
}

/** From now on, the page holds these directories. */
function avecLesCarnets(page, carnets) {
  page.carnets = carnets;
  return JSON.stringify(null);
}

const PROPRES = { dialogue, avecLesCarnets };

/** A call is a name and its arguments; what the page does not take is a text too. */
export function appeler(page, [nom, dits]) {
  try {
    return nom in PROPRES ? PROPRES[nom](page, ...dits) : page[nom](...dits);
  } catch (erreur) {
    return JSON.stringify({ erreur: String(erreur.message ?? erreur) });
  }
}
