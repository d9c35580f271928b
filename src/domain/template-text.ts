const introducers = /[$%]\{/g;
const escapedIntroducers = /([$%])\1\{/g;

/** The text as Terraform must read it to get it unchanged: `${` and `%{` would begin a template. */
// A replacement function, because "$$" in a replacement string means one "$".
export const escapeTemplate = (text: string): string => text.replace(introducers, (found) => `${found[0]}${found}`);

/** What Terraform makes of an escaped text. */
export const unescapeTemplate = (text: string): string => text.replace(escapedIntroducers, (found) => found.slice(1));
