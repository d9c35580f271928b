"""Where moto answers otherwise than AWS documents, for what Uplift's own line of work meets.

Each module of this folder mends one thing and names AWS's page for it; `__tests__/rehearsal/simulator*.test.ts` states each
answer.
"""

from importlib import import_module
from pkgutil import iter_modules


def apply() -> None:
    for name in sorted(module.name for module in iter_modules(__path__)):
        mend = import_module(f".{name}", __name__)
        if hasattr(mend, "apply"):
            mend.apply()
