import { type FaultDetails, UserFaults } from "./fault.js";

/** Everything that is wrong with the configuration, found in one go. */
export const badConfiguration = (faults: readonly FaultDetails[]) => new UserFaults(faults);
