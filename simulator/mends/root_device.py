"""The device of an instance's root volume.

EC2 user guide, "Device names": the root volume is attached under the image's RootDeviceName, which DescribeInstances
returns. moto attaches it as /dev/sda1 whatever the image says.
"""

from typing import Any

from moto.ec2.models.instances import Instance

ROOT_GIB = 8


def apply() -> None:
    def setup_defaults(self: Any) -> None:
        volume = self.ec2_backend.create_volume(size=ROOT_GIB, zone_name=self._placement.zone)
        self.ec2_backend.attach_volume(volume.id, self.id, self.root_device_name, True)

    Instance.setup_defaults = setup_defaults
