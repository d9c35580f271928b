import { defineModule } from "../../core/module.js";
import { inputs, outputs } from "./contract.js";
import { example } from "./example.js";
import { declareLaunchTemplate } from "./launch-template.js";
import { declareInstanceRole } from "./role.js";
import { declareGroup } from "./scaling.js";
import { declareSecurityGroup } from "./security-group.js";

/**
 * Instances behind a target group that come and go with the load: where a monolith runs until it is split.
 *
 * Costs in eu-west-1 (AWS price list, 2026): an m7g.large $67 a month, its 20 GiB $1.76; scaling itself nothing.
 */
export const compute = defineModule({
  name: "compute",
  description:
    "Instances behind a target group that come and go with the load: where a monolith runs until it is split.",
  inputs,
  outputs,
  example,
  build(scope, seen) {
    const role = declareInstanceRole(scope, seen);
    const group = declareSecurityGroup(scope, seen);
    const template = declareLaunchTemplate(scope, seen, role, group);
    const scaling = declareGroup(scope, seen, template);
    return {
      group_name: scaling.name,
      group_arn: scaling.arn,
      security_group_id: group.id,
      role_arn: role.role.arn,
      launch_template_id: template.id,
    };
  },
});
