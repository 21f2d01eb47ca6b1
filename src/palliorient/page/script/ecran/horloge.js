// The clock, at the rim: the hour where the data are, whatever the zone of the device.

/** The local instant in a time zone: « 2026-11-26T22:30 ». @param {string} fuseau @param {Date} maintenant */
export function instant(fuseau, maintenant = new Date()) {
  const parties = new Intl.DateTimeFormat("en-GB", {
    timeZone: fuseau,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(maintenant);
  const dites = Object.fromEntries(parties.map(({ type, value }) => [type, value]));
  return `${dites.year}-${dites.month}-${dites.day}T${dites.hour}:${dites.minute}`;
}
