"""Who is told of a budget, and what a budget is changed to.

API_DescribeSubscribersForNotification answers those that API_CreateBudget or API_CreateNotification named for the
notification; API_UpdateBudget puts the new budget in place of the old one; API_ListTagsForResource answers the tags that it
was made with. moto has none of these calls.
"""

import json
from typing import Any

from moto.budgets.responses import BudgetsResponse

_tags: "dict[str, list[dict[str, str]]]" = {}


def apply() -> None:
    create = BudgetsResponse.create_budget

    def create_budget(self: Any) -> str:
        given = json.loads(self.body)
        arn = f"arn:aws:budgets::{given['AccountId']}:budget/{given['Budget']['BudgetName']}"
        _tags[arn] = given.get("ResourceTags") or []
        return create(self)

    def update_budget(self: Any) -> str:
        given = json.loads(self.body)
        new = given["NewBudget"]
        kept = self.backend.budgets[given["AccountId"]][new["BudgetName"]]
        kept.budget = {**kept.budget, **new}
        return json.dumps({})

    def describe_subscribers_for_notification(self: Any) -> str:
        given = json.loads(self.body)
        budget = self.backend.budgets[given["AccountId"]][given["BudgetName"]]
        wanted = given["Notification"]
        found = [
            each.subscribers
            for each in budget.notifications
            if all(
                each.details.get(name) == wanted.get(name)
                for name in ("NotificationType", "ComparisonOperator", "Threshold")
            )
        ]
        return json.dumps({"Subscribers": found[0] if found else []})

    def list_tags_for_resource(self: Any) -> str:
        return json.dumps({"ResourceTags": _tags.get(json.loads(self.body)["ResourceARN"], [])})

    BudgetsResponse.create_budget = create_budget
    BudgetsResponse.update_budget = update_budget
    BudgetsResponse.describe_subscribers_for_notification = describe_subscribers_for_notification
    BudgetsResponse.list_tags_for_resource = list_tags_for_resource
