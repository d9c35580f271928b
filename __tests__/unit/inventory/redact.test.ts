import { describe, expect, it } from "vitest";
import { redact } from "../../../src/inventory/redact.js";

const tagged = (key: string, value: string) => redact({ id: "x", attributes: {}, tags: { [key]: value } });

describe("redact", () => {
  it("gives back a draft without secrets as it is", () => {
    const draft = { id: "x", attributes: { Description: "web", Zones: ["a"] }, tags: { Name: "web" } };
    expect(redact(draft)).toBe(draft);
  });

  it.each([
    ["db_password", "hunter2"],
    ["API-Key", "zxcvbnm"],
  ])("takes the value of a tag %s for a secret", (key, value) => {
    const { tags, findings, attributes } = tagged(key, value);
    expect(tags).toEqual({});
    expect(findings).toEqual([{ attribute: `tags.${key}`, rule: "secret by name" }]);
    expect(attributes).toEqual({ RedactedTags: [key] });
  });

  it.each([
    ["secret", "/prod/db/main"],
    ["db-secret", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db"],
    ["token", "short"],
    ["secret-name", "prod-db-main"],
    ["Name", "token service"],
  ])("keeps a tag %s = %s, which tells no secret", (key, value) => {
    expect(tagged(key, value).tags).toEqual({ [key]: value });
  });

  it.each([
    ['{"Action":["secretsmanager:GetSecretValue","iam:CreateAccessKey","iam:DeleteAccessKey"],"Resource":"*"}'],
    ['{"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2025-01-01T00:00:00Z"}}}'],
    ['{"Resource":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf"}'],
    ["v=spf1 include:amazonses.com ~all"],
    ["google-site-verification=rXOxyZounnZasA8Z7oaD3c14JdjS9aKSWvsR1EbUSIQ"],
  ])("finds nothing in %s", (text) => {
    const draft = { id: "x", attributes: { PolicyDocument: text } };
    expect(redact(draft)).toBe(draft);
  });
});
