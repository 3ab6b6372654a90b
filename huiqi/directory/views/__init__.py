"""The pages of the directory."""

from huiqi.directory.views.institutions import directory, institution, product, settled_institutions

__all__ = [
    "directory",
    "institution",
    "product",
    "settled_institutions",
]
