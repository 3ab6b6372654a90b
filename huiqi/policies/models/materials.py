"""The table of blank forms and samples: what an enterprise fills in, beside the material it becomes."""

from django.db import models

from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.policies.words import Paper


class MaterialFile(models.Model):
    """A blank form or a filled-in sample of a material, which is named as the policy's versions name it."""

    ref = RefField()
    policy = models.ForeignKey("Policy", on_delete=models.PROTECT, related_name="material_files")
    material = models.CharField(max_length=300)
    paper = WordField(Paper)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [word_check("paper", Paper, "materialfile_paper")]
        indexes = [models.Index(fields=["policy", "material"], name="materialfile_of")]
