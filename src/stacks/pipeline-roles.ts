import type { Environment } from "../config/load.js";
import { pipelineRoleNames } from "../domain/names.js";

/** ARNs of the roles of all pipelines that have something to do in an environment's account, whether each is there or not. */
export const pipelineRoleArns = ({ organization, partition, accountId, inAccount }: Environment): readonly string[] =>
  inAccount
    .flatMap((environment) => Object.values(pipelineRoleNames(organization, environment)))
    .map((role) => `arn:${partition}:iam::${accountId}:role/${role}`);
