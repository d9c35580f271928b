"""Minor versions of a cache cluster.

API_CreateCacheCluster: AutoMinorVersionUpgrade is true unless given. moto answers nothing then.
"""

from typing import Any

from moto.elasticache.models import CacheCluster


def apply() -> None:
    init = CacheCluster.__init__

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        if self.auto_minor_version_upgrade is None:
            self.auto_minor_version_upgrade = True

    CacheCluster.__init__ = __init__
