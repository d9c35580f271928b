"""What a stickiness policy of a classic load balancer says.

API_PolicyDescription: PolicyAttributeDescriptions holds the policy's attributes, of these two CookieName and
CookieExpirationPeriod. moto answers none for them.
"""

from typing import Any, Dict, List

from moto.elb.policies import AppCookieStickinessPolicy, LbCookieStickinessPolicy


def attribute(name: str, value: Any) -> List[Dict[str, str]]:
    return [] if value is None else [{"AttributeName": name, "AttributeValue": str(value)}]


def apply() -> None:
    AppCookieStickinessPolicy.policy_attribute_descriptions = property(
        lambda self: attribute("CookieName", self.cookie_name)
    )
    LbCookieStickinessPolicy.policy_attribute_descriptions = property(
        lambda self: attribute("CookieExpirationPeriod", self.cookie_expiration_period)
    )
