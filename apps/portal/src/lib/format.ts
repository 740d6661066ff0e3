/** A calendar date such as `2026-03-05`, read as a day and never as an instant, so that no zone moves it. */
const dayAsUtc = (on: string): Date => new Date(`${on}T00:00:00Z`);

/** "Thursday 5 March", without a year: the dates on a screen are near. */
export function dayName(on: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(dayAsUtc(on));
}

/** "Thu 5 Mar", for lists. */
export function shortDay(on: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(dayAsUtc(on));
}

/** "5 March 2026", for what is looked at long after. */
export function fullDay(on: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(dayAsUtc(on));
}

/** A wall time such as `16:00` in the reader's habit. */
export function wallTime(time: string, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    new Date(`2000-01-01T${time}:00Z`),
  );
}

/** An instant as a day and time where the reader is. */
export function moment(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(at));
}

/** An instant as a day where the reader is. */
export function dayOf(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' }).format(new Date(at));
}

/** The same with its year, for what is looked at long after. */
export function fullDayOf(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(at));
}

/** An instant as a time of day where the reader is, as the save line says it: "9:41". */
export function clockTime(at: string | number | Date, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(new Date(at));
}

/** "Mara and Ida": names in one line, as the language joins them. */
export function listed(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

/** "Spanish": a language by its tag, as the reader's language calls it. */
export function languageName(tag: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
}

/** Today's calendar date in a zone, or where the reader is. */
export function today(zone?: string, now: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(zone ? { timeZone: zone } : {}),
  }).format(now);
}
