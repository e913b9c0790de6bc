/* What a reader typed: words, "quoted phrases", -words and -"phrases" to leave out. */

const PIECE = /(^|\s)(-?)(?:["“„«]([^"“”„«»]+)["”“»]|(\S+))/gu;

export function parse(text, folding) {
  const query = { text: text.trim(), words: [], phrases: [], not: [] };
  for (const [, , minus, phrase, word] of text.normalize("NFC").matchAll(PIECE)) {
    const tokens = folding.tokens(phrase ?? word).map((one) => one.token);
    if (!tokens.length) continue;
    if (minus) query.not.push(tokens);
    else if (phrase !== undefined && tokens.length > 1) query.phrases.push(tokens);
    else query.words.push(...tokens.map((token) => ({ token, exact: phrase !== undefined })));
  }
  return query;
}
