"""Whether a policy can stand for another in its own region: one step, between policies that both exist."""

from collections.abc import Mapping


def variant_fault(code: str, of: str, known: Mapping[str, str | None]) -> str:
    """The code of what is wrong with `code` standing for `of`; empty where nothing is.

    `known`: every policy, with the policy it stands for itself. A firm is shown one of a policy and its variants; with
    a variant of a variant, or with one that has variants, it could not be said which.
    """
    if of == code:
        return "variant_of_itself"
    if of not in known:
        return "variant_of_nothing"
    if known[of] or code in known.values():
        return "variant_of_variant"
    return ""
