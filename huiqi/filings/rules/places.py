"""Where a policy is applied for, as its own words name it: addresses in them, and the nation's portals by name."""

import re
from dataclasses import dataclass

PORTALS = {
    "电子税务局": "https://etax.chinatax.gov.cn/",
    "优质中小企业梯度培育平台": "https://zjtx.miit.gov.cn/",
    "高新技术企业认定管理工作网": "http://www.innocom.gov.cn/",
}
"""National portals that policies name without their address."""
_ADDRESS = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+(?:cn|com|net|org)(?::[0-9]{1,5})?(?:/[!-~]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the web: what it is called, and its address."""

    name: str
    url: str


def places(*texts: str) -> tuple[Place, ...]:
    """The places these texts name, each once: what is written out stands before what is only named."""
    told = "\n".join(texts)
    found = {url: Place(name, url) for name, url in map(_written_out, _ADDRESS.findall(told))}
    hosts = {place.name for place in found.values()}
    named = [Place(name, url) for name, url in PORTALS.items() if name in told and _host(url) not in hosts]
    return (*(Place(_named(place), place.url) for place in found.values()), *named)


def _written_out(address: str) -> tuple[str, str]:
    url = address if "://" in address else f"https://{address}"
    return _host(url), url.rstrip("）)。，；,;")


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower()


def _named(place: Place) -> str:
    return next((name for name, url in PORTALS.items() if _host(url) == place.name), place.name)
