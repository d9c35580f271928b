"""The condition block of a policy statement.

After the IAM User Guide, "IAM JSON policy elements: Condition operators": all operators and keys of a block must hold;
one fitting value of a key is enough, for negated operators none may fit; a key that the request lacks fails an operator,
but passes a negated one and one with `IfExists`. `ForAllValues:` and `ForAnyValue:` are read as if the key had one value.
"""

import ipaddress
import re
import sys
from typing import Any, Callable, Dict

Compare = Callable[[str, str], bool]


def like(wanted: str, value: str) -> bool:
    return re.fullmatch(re.escape(wanted).replace(r"\*", ".*").replace(r"\?", "."), value, re.DOTALL) is not None


def in_network(wanted: str, value: str) -> bool:
    return ipaddress.ip_address(value) in ipaddress.ip_network(wanted, strict=False)


OPERATORS: Dict[str, Compare] = {
    "Bool": lambda wanted, value: wanted.lower() == value.lower(),
    "StringEquals": lambda wanted, value: wanted == value,
    "StringEqualsIgnoreCase": lambda wanted, value: wanted.lower() == value.lower(),
    "StringLike": like,
    "ArnEquals": like,
    "ArnLike": like,
    "IpAddress": in_network,
    "NumericEquals": lambda wanted, value: float(value) == float(wanted),
    "NumericLessThan": lambda wanted, value: float(value) < float(wanted),
    "NumericLessThanEquals": lambda wanted, value: float(value) <= float(wanted),
    "NumericGreaterThan": lambda wanted, value: float(value) > float(wanted),
    "NumericGreaterThanEquals": lambda wanted, value: float(value) >= float(wanted),
    "DateLessThan": lambda wanted, value: value < wanted,
    "DateGreaterThan": lambda wanted, value: value > wanted,
}
NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NotIpAddress": "IpAddress",
    "NumericNotEquals": "NumericEquals",
}


def conditions_hold(block: Dict[str, Dict[str, Any]], context: Dict[str, str]) -> bool:
    return all(
        holds(operator, wanted, context.get(key.lower())) for operator, keys in block.items() for key, wanted in keys.items()
    )


def holds(operator: str, wanted: Any, value: Any) -> bool:
    name = operator.rpartition(":")[2]
    wanted_texts = [text(item) for item in (wanted if isinstance(wanted, list) else [wanted])]
    if name == "Null":
        return (value is None) == (wanted_texts[0] == "true")
    if_exists = name.endswith("IfExists")
    name = name[: -len("IfExists")] if if_exists else name
    is_negated = name in NEGATED
    compare = OPERATORS.get(NEGATED.get(name, name))
    if compare is None:
        print(f"simulator: condition operator {operator} is not evaluated; its statement does not apply", file=sys.stderr)
        return False
    if value is None:
        return if_exists or is_negated
    return any(compare(item, value) for item in wanted_texts) != is_negated


def text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
