/** Names of what holds an environment's state. A bucket's name is world-wide, so it carries the account's id. */
export const stateNames = (organization: string, environment: string, accountId: string) => ({
  bucket: `${organization}-${environment}-state-${accountId}`,
  lockTable: `${organization}-${environment}-state-lock`,
  kmsAlias: `alias/${organization}-${environment}-state`,
});
