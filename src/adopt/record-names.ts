/** A record's whole name: the provider takes it with and without that of its zone. */
export function fullName(name: string, zone: string): string {
  const plain = (text: string) => text.toLowerCase().replace(/\.$/, "");
  const [given, place] = [plain(name), plain(zone)];
  return given === place || given.endsWith(`.${place}`) ? given : [given, place].filter(Boolean).join(".");
}

/** Whether an argument waits for what ACM answers about a certificate that it is to check. */
export const isOfValidation = (expression: string): boolean => expression.includes(".domain_validation_options");

/** Whether a record checks a name that the expression is about: ACM takes the name with a label of its own before it. */
export function validates(recordName: string, expression: string): boolean {
  const [, checked] = /^_[0-9a-z]+\.(.+)$/.exec(recordName.toLowerCase()) ?? [];
  return checked !== undefined && [checked, `*.${checked}`].some((each) => expression.includes(`"${each}"`));
}
