// Written by `python outils/types_de_la_page.py` from the classes of the core: not by hand.

/** One answer: yes or no, a number, a code, several codes; null: not said. */
export type Dit = boolean | number | string | string[] | null;

/** Criterion → answer. */
export type Situation = Record<string, Dit>;

/** Axis → the values that it allows. */
export type Boite = Record<string, string[]>;

/** What the page holds: the compiled table, and what JSON objects would put out of order. */
export interface Donnees {
  table: any;
  formes: Record<string, string[]>;
  sites: [string, any[]][];
  etablissements: [string, any[]][];
  lieux: [string, any[]][];
  types: [string, any[]][];
  automatiques: [string, any[]][];
  masques: [string, [string[], Record<string, number[]>], string[]][];
  carnets: Carnets | null;
  fiche: { mesures: MesuresDeFiche; style: string };
}

/** The measures of the printed sheet: millimetres, points, widths of letters. */
export interface MesuresDeFiche {
  largeur: number;
  hauteur: number;
  point: number;
  corps: number;
  petit: number;
  titre: number;
  intitule: number;
  grand: number;
  largeurs: [string, number][];
  lettre: number;
  grasse: number;
  interligne: number;
  blanc: number;
  a_ecrire: number;
  retrait: number;
  entre_lignes: number;
  fin_de_ligne: number;
}

export interface LigneContact {
  service: number;
  caractere: number;
  option: string | null;
  modalites: string[];
  joignable: string | null;
  portee: number;
  role: number;
  raison: number;
}

export interface LigneTexte {
  texte: string;
  document: string;
  localisation: string;
}

export interface LignePrecision {
  services: number[];
  modalite: string;
  raison: number;
}

export interface LigneJoignable {
  types: string[];
  service: number | null;
  valeur: string;
  condition: string | null;
  raison: number | null;
}

export interface LigneEtape {
  rang: number;
  roles: number[];
  section: string;
  caracteres: number[];
}

export interface LigneCellule {
  regle: string;
  libelle: string;
  document: string;
  localisation: string;
}

export interface Suivants {
  role: number;
  boites: (Record<string, string[]>)[];
  absents: number[];
  suivants: any[][];
  raison: number;
}

export interface Raison {
  regle: string;
  explication: string;
  document: string;
  localisation: string;
}

export interface Emission {
  code: string;
  texte: string;
  regle: string;
  document: string;
  localisation: string;
}

export interface Automatique {
  code: string;
  texte: string;
  document: string;
  localisation: string;
}

export interface TypeDeService {
  nom: string;
  sigle: string;
  note: string | null;
  au_choix: boolean;
}

export interface Site {
  commune: string;
  arrondissement: number | null;
  hopital: boolean;
  territoires: string[];
  poids: number;
}

export interface Lieu {
  nom: string;
  arrondissement: number | null;
  codes_postaux: string[];
  site: string;
}

export interface Ville {
  nom: string;
  commune: string;
}

export interface Appelant {
  id: string;
  nom: string;
  numerotes: string[];
  sinon: string | null;
  sans_numero: string[];
  plus_tot_si: (Record<string, string[]>)[];
  plus_tot: string[];
  restent_avant: string[];
  noms: Record<string, string>;
  redites: Record<string, string>;
}

export interface MomentDeFiche {
  id: string;
  nom: string;
  court: string;
  reponses: Record<string, string>;
}

export interface DangerDeFiche {
  quand: (Record<string, string[]>)[];
  avant: string;
  grand: string;
  apres: string | null;
}

export interface PhraseDeFiche {
  quand: (Record<string, string[]>)[];
  texte: string;
}

export interface Fiche {
  lecteur: string;
  mois: number;
  moments: MomentDeFiche[];
  danger: DangerDeFiche[];
  sous_la_main: PhraseDeFiche[];
  repete: string[];
  sans: string[];
  alertes: string[];
}

export interface Hopital {
  nom: string;
  alias: string[];
}

export interface HorsCarte {
  nom: string;
  alias: string[];
  commune: string;
}

export interface Plage {
  moment: string;
  jours: number[];
  de: number;
  a: number;
}

export interface Valeur {
  id: string;
  nom: string;
  aide: string | null;
  court: string;
  synonymes: string[];
  colonne: string | null;
  implique: Record<string, string>;
  de: number | null;
  a: number | null;
  public: string | null;
  explicite: boolean;
  seul: Record<string, string>;
  dispense: string[];
  remplace: string[];
  contredit: Record<string, string>;
}

export interface ClasseAge {
  id: string;
  de: number;
  a: number;
  public: string | null;
}

export interface Critere {
  id: string;
  genre: string;
  champ: string;
  nom: string;
  question: string;
  pourquoi: string;
  aide: string;
  toujours: boolean;
  defaut: string | null;
  demande_si: (Record<string, string[]>)[];
  dit: string | null;
  services: string | null;
  rubrique: string | null;
  valeurs: Valeur[];
}

export interface Service {
  id: string;
  nom: string;
  type: string;
  structure: string | null;
  porteurs: string[];
  groupe: string;
  territoires: string[];
  statut: string;
  horaires: string;
  porteur: string | null;
  arrondissement: number | null;
  adresse: string | null;
  telephone: string | null;
  telephone_verifie_le: string | null;
  telephone_source: Record<string, string> | null;
  generique: boolean;
  avec: string | null;
  source_horaires: string[] | null;
  propre: boolean;
  modalite: string | null;
  declare: string | null;
  note: string | null;
  ecart: string[] | null;
  source: string[];
}

export interface QuestionOuverte {
  id: string;
  question: string;
  dit: string;
  retenu: string;
  date: string;
  sources: string[][];
  services: string[];
  alertes: string[];
  quand: (Record<string, string[]>)[];
}

export interface EtSi {
  id: string;
  nom: string;
  change: Record<string, string>;
  quand: (Record<string, string[]>)[];
}

export interface QuandAnticiper {
  quand: (Record<string, string[]>)[];
  nuit: string;
  week_end: string;
}

export interface Deduction {
  colonne: string;
  public: string | null;
  territoires: string[];
  commune: string;
  arrondissement: number | null;
  deduits: string[];
}

export interface Motif {
  regle: string;
  explication: string;
  source: Record<string, string>;
}

export interface Contact {
  rang: number;
  id: string;
  nom: string;
  type: string;
  structure: string | null;
  groupe: string;
  section: string;
  caractere: string;
  option: string | null;
  modalite: string | null;
  territoires: string[];
  portee: string;
  statut: string;
  joignable: string;
  horaires: string;
  porteur: string | null;
  arrondissement: number | null;
  adresse: string | null;
  telephone: string | null;
  telephone_verifie_le: string | null;
  telephone_source: Record<string, string | null> | null;
  motifs: Motif[];
}

export interface AVenir {
  id: string;
  nom: string;
  type: string;
  statut: string;
  source: Record<string, string>;
}

export interface Ecarte {
  id: string;
  nom: string;
  type: string;
  raison: string;
  serait_propose_si: Record<string, any>;
}

export interface Alerte {
  code: string;
  texte: string;
  regle: string;
  source: Record<string, string>;
}

export interface Rappel {
  texte: string;
  source: Record<string, string>;
}

export interface Annonce {
  id: string;
  nom: string;
  joignable: string;
}

export interface Anticipation {
  moment: string;
  contacts: Annonce[];
  week_end: Annonce[] | null;
  preparer: Rappel[];
}

export interface Gradation {
  niveau: number;
  colonne: string;
  libelle: string;
  source: Record<string, string>;
}

export interface Orientation {
  situation: Situation;
  champs: Record<string, string>;
  deduction: Deduction;
  gradation: Gradation | null;
  contacts: Contact[];
  a_venir: AVenir[];
  ecartes: Ecarte[];
  alertes: Alerte[];
  anticipation: Anticipation | null;
  rappels: Rappel[];
  questions_ouvertes: QuestionOuverte[];
  departement: string;
  version: string;
  a_jour_au: string;
  empreinte: string;
  apports: Apports | null;
}

export interface Variante {
  change: Record<string, Dit>;
  laisses: Record<string, string>;
  bruts: Record<string, string>;
  lus: Record<string, Dit>;
  orientation: Orientation;
  arrivent: string[];
  partent: string[];
}

export interface Heures {
  moments: [string, [number, number][] | null][];
  feries: boolean | ([number, number])[] | null;
}

export interface Voie {
  carnet: string;
  telephone: string | null;
  intermediaire: string | null;
  heures: Heures;
  qui_peut_appeler: string[];
  verifie_le: string | null;
  verifie_par: string | null;
}

export interface LigneDeCarnet {
  service: string;
  voie: Voie;
}

export interface HorsContrat {
  id: string;
  nom: string;
  type: string;
  voie: Voie;
}

export interface Carnet {
  nom: string;
  lignes: LigneDeCarnet[];
  hors_contrat: HorsContrat[];
}

export interface SorteDAppelants {
  nom: string;
  qui: string[];
}

export interface Conventions {
  mois: number;
  proteges: string[];
  fonctions: Record<string, string>;
  appelants: Record<string, SorteDAppelants>;
  mots: Record<string, string>;
}

export interface Conflit {
  sujet: string;
  retenues: Voie[];
  ecartees: Voie[];
}

export interface Carnets {
  conventions: Conventions;
  noms: string[];
  lignes: Record<string, Voie[]>;
  hors_contrat: HorsContrat[];
  conflits: Conflit[];
}

export interface VoieDite {
  voie: Voie;
  etat: string;
  couvre: boolean;
}

export interface HorsContratDit {
  id: string;
  nom: string;
  type: string;
  dite: VoieDite;
}

export interface Apports {
  carnets: Carnets;
  jour: string;
  avant: Orientation;
  voies: Record<string, VoieDite>;
  hors_contrat: HorsContratDit[];
}

export interface PlaceDeGrille {
  document: string;
  localisation: string;
  dite: string;
}

export interface QuestionDeGrille {
  id: string;
  question: string;
  domaine: string;
  plaide: string | null;
  source: PlaceDeGrille;
  effet: string | null;
  source_effet: PlaceDeGrille | null;
}

export interface NiveauDeGrille {
  id: string;
  nom: string;
  definition: string;
  signes: string[];
  sources: PlaceDeGrille[];
}

export interface Discussion {
  niveau: NiveauDeGrille | null;
  raisons: QuestionDeGrille[];
  sans_reponse: QuestionDeGrille[];
  restent: QuestionDeGrille[];
  effets: QuestionDeGrille[];
  hors_grille: boolean;
}

export interface RaisonDite {
  signe: string;
  texte: string;
  source: string | null;
  pour: string | null;
}

export interface Bloc {
  titre: string;
  raisons: RaisonDite[];
}

export interface Groupe {
  contacts: Contact[];
}

export interface Equipe {
  noms: string[];
  porteur: string | null;
  contact: Contact;
}

export interface Tete {
  situation: string;
  resume: string;
  danger: string[];
}

export interface Ligne {
  numero: number | null;
  nom: string;
  telephone: string | null;
  details: string;
  silence: string | null;
  groupe: Groupe | null;
  fiche: string[];
}

export interface Section {
  code: string;
  titre: string;
  lignes: Ligne[];
  comptes: string[];
}

export interface Annoncees {
  titre: string;
  texte: string;
}

export interface Note {
  signe: string;
  texte: string;
  secondaire: boolean;
}

export interface Contenu {
  tete: Tete;
  cellule: Bloc[];
  sections: Section[];
  annonces: Annoncees[];
  titre_des_notes: string;
  notes: Note[];
  raisons: Bloc[];
  pied: string;
  pied_du_carnet: string | null;
}

export interface VoieEnMots {
  telephone: string | null;
  reserve: string;
  comment: string[];
  dit_ses_heures: boolean;
}

export interface AjoutEnMots {
  nom: string;
  voie: VoieEnMots;
}

export interface Bref {
  numero: number | null;
  titre: string;
  membres: string[];
  conditions: string[];
  minimum: number;
  autre: string;
}

export interface Difference {
  debut: string;
  dits: string;
}

export interface VueEtSi {
  titre: string;
  situation: string;
  laisses: string | null;
  memes: string | null;
  ici: string[];
  alors: string[];
  differences: Difference[];
  alertes: string[];
}

export interface Danger {
  avant: string;
  grand: string;
  apres: string | null;
}

export interface FicheEcrite {
  titre: string;
  ou: string;
  danger: Danger;
  blocs: BlocDeFiche[];
  titre_sous_la_main: string;
  sous_la_main: string[];
  alertes: string[];
  blancs: string;
  reserves: string;
  omissions: [string, string];
  validite: string;
  version: string;
  offre: string;
  omises: number;
}

export interface Numero {
  texte: string;
  annee: string | null;
}

export interface Nom {
  nom: string;
  numero: Numero | null;
}

export interface LigneDeFiche {
  rang: number | null;
  nom: string;
  nature: string | null;
  numero: Numero | null;
  noms: Nom[];
  ouverte: boolean;
  qui: string;
  mots: string;
  blanc: boolean;
}

export interface BlocDeFiche {
  titre: string;
  heures: string;
  lignes: LigneDeFiche[];
  premier: boolean;
}

export interface Listes {
  moment: MomentDeFiche;
  appeler: LigneDeFiche[];
  ensuite: Record<string, LigneDeFiche[]>;
}

export interface AUnMoment {
  court: string;
  place: number;
  mots: string[];
}

export interface Choix {
  code: string;
  libelle: string;
}

export interface Question {
  id: string;
  forme: string;
  nom: string;
  texte: string;
  pourquoi: string;
  aide: string;
  choix: Choix[];
  defaut: string | string[];
}
