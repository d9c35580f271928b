import { type ManifestObject, podOf } from "./manifest-objects.js";
import { rules, type Started, waits } from "./manifest-rules.js";

/** An object that goes against a rule, with what it costs and what to do. */
export interface ManifestFinding {
  readonly rule: string;
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** An image of ours that nobody has built yet: it has neither tag nor digest. */
export interface WaitingImage {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly image: string;
}

export interface ManifestVerdict {
  readonly objects: number;
  readonly findings: readonly ManifestFinding[];
  readonly waiting: readonly WaitingImage[];
}

/** Every rule's id, in the order in which they are judged. */
export const manifestRules: readonly string[] = rules.map(({ id }) => id);

/** Holds rendered objects to every rule. */
export function judgeManifests(all: readonly ManifestObject[], own: readonly string[] = []): ManifestVerdict {
  const started = all.flatMap((object): readonly Started[] => {
    const pod = podOf(object);
    return pod ? [{ object, pod, all, own }] : [];
  });
  return {
    objects: all.length,
    findings: started.flatMap((each) =>
      rules.flatMap(({ id, why, remedy, check }) =>
        check(each).flatMap((what) => (what === undefined ? [] : [{ rule: id, ...placeOf(each), what, why, remedy }])),
      ),
    ),
    waiting: started.flatMap((each) =>
      [...each.pod.initContainers, ...each.pod.containers]
        .filter((container) => waits(container, own))
        .map(({ image }) => ({ ...placeOf(each), image: String(image) })),
    ),
  };
}

const placeOf = ({ object: { file, kind, name } }: Started) => ({ file, kind, name });
