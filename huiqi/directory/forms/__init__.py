"""Forms of the directory."""

from huiqi.directory.forms.departments import (
    ClosingForm,
    CorrectionForm,
    DepartmentFilterForm,
    DepartmentForm,
    DutyForm,
    ExpertFilterForm,
    ExpertForm,
)
from huiqi.directory.forms.institutions import FilterForm
from huiqi.directory.forms.load import LoadForm
from huiqi.directory.forms.matters import LineForm, MatterFilterForm, MatterForm

__all__ = [
    "ClosingForm",
    "CorrectionForm",
    "DepartmentFilterForm",
    "DepartmentForm",
    "DutyForm",
    "ExpertFilterForm",
    "ExpertForm",
    "FilterForm",
    "LineForm",
    "LoadForm",
    "MatterFilterForm",
    "MatterForm",
]
