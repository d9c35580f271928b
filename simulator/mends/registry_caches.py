"""Rules and templates of images that are pulled through a registry.

Amazon ECR API: CreatePullThroughCacheRule, UpdatePullThroughCacheRule, DescribePullThroughCacheRules and
DeletePullThroughCacheRule, by prefix; CreateRepositoryCreationTemplate, UpdateRepositoryCreationTemplate,
DescribeRepositoryCreationTemplates and DeleteRepositoryCreationTemplate, by prefix, tags MUTABLE and encryption AES256
unless given. moto has none of them.
"""

from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecr.responses import ECRResponse

_kept: "dict[tuple[str, str, str], dict[str, Any]]" = {}

_rule = ("upstreamRegistryUrl", "upstreamRegistry", "upstreamRepositoryPrefix", "credentialArn", "customRoleArn")
_template = (
    "description",
    "encryptionConfiguration",
    "resourceTags",
    "imageTagMutability",
    "repositoryPolicy",
    "lifecyclePolicy",
    "appliedFor",
    "customRoleArn",
)


class PullThroughCacheRuleNotFound(ServiceException):
    code = "PullThroughCacheRuleNotFoundException"


class TemplateNotFound(ServiceException):
    code = "TemplateNotFoundException"


def apply() -> None:
    add("rule", "ecrRepositoryPrefix", _rule, PullThroughCacheRuleNotFound, "pull_through_cache_rule", answer_rule)
    add("template", "prefix", _template, TemplateNotFound, "repository_creation_template", answer_template)


def answer_rule(registry: str, one: Any) -> Any:
    return {"registryId": registry, **one}


def answer_template(registry: str, one: Any) -> Any:
    return {"registryId": registry, "repositoryCreationTemplate": one}


def add(kind: str, key: str, fields: Any, missing: Any, call: str, answer: Any) -> None:
    def kept(self: Any) -> "dict[str, Any]":
        return _kept.setdefault((kind, self.current_account, self.region), {})

    def found(self: Any) -> Any:
        prefix = self._get_param(key)
        if prefix not in kept(self):
            raise missing(f"There is none with the prefix '{prefix}' in the registry with id '{self.current_account}'")
        return kept(self)[prefix]

    def given(self: Any) -> Any:
        return {name: self._get_param(name) for name in fields if self._get_param(name) is not None}

    def create(self: Any) -> Any:
        usual = {} if kind == "rule" else {"imageTagMutability": "MUTABLE", "encryptionConfiguration": {"encryptionType": "AES256"}}
        now = utcnow()
        kept(self)[self._get_param(key)] = {
            key: self._get_param(key),
            **usual,
            **given(self),
            "createdAt": now,
            "updatedAt": now,
        }
        return ActionResult(answer(self.current_account, found(self)))

    def update(self: Any) -> Any:
        found(self).update(given(self), updatedAt=utcnow())
        return ActionResult(answer(self.current_account, found(self)))

    def delete(self: Any) -> Any:
        gone = found(self)
        del kept(self)[self._get_param(key)]
        return ActionResult(answer(self.current_account, gone))

    def describe(self: Any) -> Any:
        asked = self._get_param("ecrRepositoryPrefixes" if kind == "rule" else "prefixes")
        listed = [each for prefix, each in kept(self).items() if not asked or prefix in asked]
        if asked and not listed:
            raise missing(f"There is none with the prefix '{asked[0]}' in the registry with id '{self.current_account}'")
        if kind == "rule":
            return ActionResult({"pullThroughCacheRules": [answer(self.current_account, each) for each in listed]})
        return ActionResult({"registryId": self.current_account, "repositoryCreationTemplates": listed})

    for verb, method in (("create", create), ("update", update), ("delete", delete)):
        setattr(ECRResponse, f"{verb}_{call}", method)
    setattr(ECRResponse, f"describe_{call}s", describe)
