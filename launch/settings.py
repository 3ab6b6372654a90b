"""What the environment says: where Huiqi lives, where it listens, and which database it uses."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.speech import Refusal

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """`home` is absolute; `database_url` is empty when the embedded database is used."""

    home: Path
    host: str
    port: int
    database_url: str

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)
        return f"http://{host}:{self.port}/"


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """Raises Refusal for a port that is none."""
    port = environ.get("HUIQI_PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise Refusal(
            f"HUIQI_PORT 应为 1 到 65535 之间的整数，现在是“{port}”。",
            f"HUIQI_PORT must be a whole number from 1 to 65535; it is {port!r}.",
        )
    return Settings(
        home=Path(environ.get("HUIQI_HOME") or CHECKOUT / "var").expanduser().resolve(),
        host=environ.get("HUIQI_HOST") or "127.0.0.1",
        port=int(port),
        database_url=environ.get("DATABASE_URL", ""),
    )
