/**
 * Cues of force, threat, fear, confinement, weapons, stalking and self-harm, in English and Spanish.
 *
 * They are shown to the clinician alone, before words are opened to a partner: "read this one first". Nothing is kept and
 * nobody is told. A cue that means nothing ("grabbed a coffee") costs a second look; what is not found here is no sign of
 * safety, which is why each partner is seen alone first. Source: domain rules, "Safety stop".
 */
const cues: readonly RegExp[] = [
  // Force.
  /\b(?:grab(?:s|bed|bing)?|shov(?:e|es|ed|ing)|hit(?:s|ting)?|slap(?:s|ped)?|punch(?:es|ed)?|kick(?:s|ed)?|chok(?:e|es|ed|ing)|strangl(?:e|es|ed|ing)|push(?:es|ed)? (?:me|you|him|her|them))\b/,
  /\b(?:threw|throw|throws|thrown) (?:\w+ ){0,4}(?:at|against)\b/,
  /\b(?:hurt|hurts|beat|beats|beaten) (?:me|you|him|her|them)\b/,
  /\b(?:forced|force|made) (?:me|you|him|her|them) to\b/,
  // Confinement and control.
  /\b(?:block(?:s|ed|ing)? the (?:door|way)|lock(?:s|ed)? (?:me|you|him|her|them) (?:in|out)|(?:would not|wouldn't|won't|did not|didn't) let (?:me|you|him|her|them) (?:leave|go|out))\b/,
  /\b(?:took|take|takes|hid|hide|hides) (?:my|your|his|her|their) (?:keys?|phone|passport|papers|wallet|card|money)\b/,
  // Stalking.
  /\b(?:follow(?:s|ed|ing)? (?:me|you|him|her|them)|track(?:s|ed|ing)? (?:my|your|his|her|their)|(?:check(?:s|ed)?|read|reads|went through) (?:my|your|his|her|their) (?:phone|messages|mail|e-mail|location))\b/,
  // Threat.
  /\b(?:if (?:i|you|he|she|they) (?:ever )?(?:leave|leaves|left|go|goes|tell|tells)\b|(?:you|i|he|she|they)(?:'ll| will) regret|threat(?:en|ens|ened|ening|s)?|or else)\b/,
  // Fear.
  /\b(?:(?:scared|afraid|frightened|terrified) of (?:you|him|her|them|me|what (?:you|he|she|they))|fear(?:s|ed)? (?:you|him|her|them)|walk(?:s|ed|ing)? on eggshells)\b/,
  // Weapons.
  /\b(?:gun|knife|weapon|rifle|pistol)s?\b/,
  // Self-harm.
  /\b(?:end it all|kill (?:my|your|him|her|them)\s?sel(?:f|ves)|kill (?:me|you|him|her|them)|hurt(?:ing)? myself|want(?:ed)? to die|don't know what i(?:'ll| will) do|do not know what i will do|no way out|better off (?:dead|without me))\b/,
  // Spanish.
  /(?:^|[^\p{L}])(?:me|te|le|la|lo) (?:agarr|empuj|golpe|peg|patee|ahorc|estrangul|encerr|amenaz|sigui|persigui|vigil|oblig)\p{L}*/u,
  /(?:^|[^\p{L}])(?:bloque\p{L}* la puerta|no me dej\p{L}* (?:salir|ir)|me quit\p{L}* (?:el|la|las|los|mi|mis) (?:teléfono|móvil|llaves?|celular|dinero|papeles)|miedo (?:de|a) (?:ti|él|ella|usted|que)|te vas a arrepentir|si te vas|si me dejas|acabar con todo|quitarme la vida|matar(?:me|te|lo|la)|hacerme daño|pistola|cuchillo|arma)(?=$|[^\p{L}])/u,
];

/** Whether a clinician should read these words before anybody else does. */
export function stopsForSafety(text: string): boolean {
  const plain = text.toLowerCase().replaceAll('’', "'");
  return cues.some((cue) => cue.test(plain));
}
