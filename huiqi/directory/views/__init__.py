"""The pages of the directory."""

from huiqi.directory.views.departments import (
    close,
    correct,
    department,
    department_list,
    drop_duty,
    new_department,
    new_duty,
)
from huiqi.directory.views.experts import drop_expert, expert, expert_list, write_expert
from huiqi.directory.views.institutions import directory, institution, product, settled_institutions
from huiqi.directory.views.load import load
from huiqi.directory.views.matters import drop_item, drop_matter, matter, matter_list, new_matter, sample, write_item

__all__ = [
    "close",
    "correct",
    "department",
    "department_list",
    "directory",
    "drop_duty",
    "drop_expert",
    "drop_item",
    "drop_matter",
    "expert",
    "expert_list",
    "institution",
    "load",
    "matter",
    "matter_list",
    "new_department",
    "new_duty",
    "new_matter",
    "product",
    "sample",
    "settled_institutions",
    "write_expert",
    "write_item",
]
