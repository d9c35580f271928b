"""The attributes of a classic load balancer.

API_LoadBalancerAttributes (2012-06-01): connection draining has a timeout of 300 s unless given, desync mitigation is
`defensive` unless changed, and a call changes only the attributes that it names. moto has no timeout until one is set,
no desync mitigation at the start, and one entry more of it with each call.
"""

from typing import Any, Dict, List, Optional

from moto.core.utils import camelcase_to_underscores
from moto.elb.models import ELBBackend, LoadBalancer

DESYNC_MODE = "elb.http.desyncmitigationmode"
DRAINING_SECONDS = 300


def apply() -> None:
    defaults = LoadBalancer.get_default_attributes

    def get_default_attributes(cls: Any) -> Dict[str, Any]:
        return {
            **defaults(),
            "connection_draining": {"enabled": False, "timeout": DRAINING_SECONDS},
            "additional_attributes": [(DESYNC_MODE, "defensive")],
        }

    LoadBalancer.get_default_attributes = classmethod(get_default_attributes)
    ELBBackend.modify_load_balancer_attributes = modify_load_balancer_attributes


def modify_load_balancer_attributes(
    self: Any,
    load_balancer_name: str,
    cross_zone: Optional[Dict[str, Any]] = None,
    connection_settings: Optional[Dict[str, Any]] = None,
    connection_draining: Optional[Dict[str, Any]] = None,
    access_log: Optional[Dict[str, Any]] = None,
    additional_attributes: Optional[List[Dict[str, str]]] = None,
) -> None:
    attributes = self.get_load_balancer(load_balancer_name).attributes
    named = {
        "cross_zone_load_balancing": cross_zone,
        "connection_settings": connection_settings,
        "connection_draining": connection_draining,
        "access_log": access_log,
    }
    for name, given in named.items():
        if given:
            attributes[name] = {**attributes[name], **{camelcase_to_underscores(key): given[key] for key in given}}
    if additional_attributes:
        changed = {attribute["Key"]: attribute["Value"] for attribute in additional_attributes}
        attributes["additional_attributes"] = list({**dict(attributes["additional_attributes"]), **changed}.items())
