"""Whether AWS Backup takes copies of a file system.

API_PutBackupPolicy of EFS: sets the status and returns it. moto knows the policy only from the file system's creation.
"""

import json
from typing import Any

from moto.efs.models import FileSystem
from moto.efs.responses import EFSResponse


def apply() -> None:
    of_creation = FileSystem.backup_policy.fget

    def backup_policy(self: Any) -> Any:
        return getattr(self, "put_policy", None) or of_creation(self)

    def put_backup_policy(self: Any) -> Any:
        policy = self._get_param("BackupPolicy")
        self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")].put_policy = policy
        return json.dumps({"BackupPolicy": policy}), {"Content-Type": "application/json"}

    FileSystem.backup_policy = property(backup_policy)
    EFSResponse.put_backup_policy = put_backup_policy
